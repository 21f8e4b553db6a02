"""What inquiries announce, after commit, with ids only (`common.after_commit`)."""

from django.dispatch import Signal

inquiry_opened = Signal()
"""Sent with `ids` of inquiries: buyers asked."""

message_written = Signal()
"""Sent with `ids` of messages: somebody answered."""
