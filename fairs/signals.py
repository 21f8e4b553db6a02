"""What this app announces. Each is sent after commit with `ids`, a tuple of primary keys, and nothing else."""

from django.dispatch import Signal

fairs_changed = Signal()
"""Editions were created, cancelled, merged or archived outside of publishing (sender: FairEdition)."""
