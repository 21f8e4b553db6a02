"""What inquiries announce, after commit, with ids only (`common.after_commit`)."""

from django.dispatch import Signal

inquiry_opened = Signal()
"""Sent with `ids` of inquiries: buyers asked."""

batch_opened = Signal()
"""Sent with `ids` of batches: a buyer asked several at once; each inquiry was announced by itself, too."""

inquiry_passed_on = Signal()
"""Sent with `ids` of inquiries: the centre found the maker, who has the question from now on."""

message_written = Signal()
"""Sent with `ids` of messages: somebody answered."""
