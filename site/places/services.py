"""What other apps call: load the places, find one, convert an old address, resolve what an award names."""

from .loading import Loaded, Progress, write_place_data
from .source import read_place_data


def load_places(*, progress: Progress | None = None) -> Loaded:
    """Bring provinces, communes and former units to the installed data. Repeatable; deletes nothing.

    Raises Refusal where the data package is not installed.
    """
    return write_place_data(read_place_data(), progress)
