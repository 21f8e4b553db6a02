"""What this app announces. Each is sent after commit with `ids`, a tuple of primary keys, and nothing else."""

from django.dispatch import Signal

awards_changed = Signal()
"""Awards were issued, or their standing changed (sender: Award)."""

decision_released = Signal()
"""Decisions were released (sender: Decision)."""

products_changed = Signal()
"""Products were created, renamed, merged or archived outside of publishing (sender: Product)."""
