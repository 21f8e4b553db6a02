"""What this floor announces, always after commit, with a tuple of row ids as `ids`."""

from django.dispatch import Signal

photos_changed = Signal()
"""What pages show of these photos has changed: another file, another focal point, sizes made at last, or gone."""
