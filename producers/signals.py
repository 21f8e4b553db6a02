"""What this app announces. Each is sent after commit with `ids`, a tuple of primary keys, and nothing else."""

from django.dispatch import Signal

producers_changed = Signal()
"""Producers were created, verified, merged or archived, or a consent changed (sender: Producer)."""
