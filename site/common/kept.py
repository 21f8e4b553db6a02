"""What every page needs and hardly anything changes: kept in the process, not asked each time, and never old."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from common import stamp

MOST = 200
Kept = TypeVar("Kept")

_kept: dict[str, tuple[str, Any]] = {}
_lock = threading.Lock()


def kept_in_process(key: str, load: Callable[[], Kept]) -> Kept:
    """What `load` gave last, as long as nothing public has changed, in whichever process.

    Never for anything private, and never for a limit. The same object is given to every thread: read it only.
    """
    moment = stamp.stamp_now()
    if moment is None:
        return load()
    found = _kept.get(key)
    if found is not None and found[0] == moment:
        return found[1]
    made = load()
    with _lock:
        if len(_kept) >= MOST and key not in _kept:
            _kept.clear()
        _kept[key] = (moment, made)
    return made


def forget_kept(**_kwargs: Any) -> None:
    """Let this process ask again; a receiver of signals."""
    with _lock:
        _kept.clear()
