"""What moderation announces, after commit. Higher apps listen."""

from django.dispatch import Signal

change_submitted = Signal()
"""A change waits for a decision. `sender` is the record's class; `submission` the waiting change."""

change_decided = Signal()
"""A change was approved, approved by rule or returned. `sender` is the record's class; `submission` says which."""
