"""Announcements: low apps say what changed, high apps listen, and nobody hears of what was rolled back."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

announcing = Signal()
"""Sent by `announce` at once, still in the transaction, with the same `ids` (sender: the signal that is announced): for
what must be committed together with the change, such as a queue, since a process may be killed right after the commit.
A listener that fails undoes the change.
"""


def announce(signal: Signal, sender: Any, ids: Iterable[int]) -> None:
    """Send `signal` with a tuple of row ids once the current transaction is committed; nothing for no ids.

    Those who listen to `announcing` hear it at once. Robust: what was committed stays a success; a listener that
    fails is logged with its traceback.
    """
    changed = tuple(sorted(set(ids)))
    if changed:
        announcing.send(sender=signal, ids=changed)
        transaction.on_commit(partial(signal.send, sender=sender, ids=changed), robust=True)
