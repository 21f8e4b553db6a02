"""What other apps call: load the places, find one, convert an old address, resolve what an award names."""

from .index import PlaceIndex
from .labels import current_label, former_label, label_then_now
from .loading import Loaded, Progress, write_place_data
from .parsing import ParsedAddress, parse_address
from .resolving import Conversion, ResolvedPlace, convert, find_province, resolve_place
from .source import read_place_data
from .suggesting import Suggestion, find_communes

__all__ = [
    "Conversion",
    "Loaded",
    "ParsedAddress",
    "PlaceIndex",
    "ResolvedPlace",
    "Suggestion",
    "convert",
    "current_label",
    "find_communes",
    "find_province",
    "former_label",
    "label_then_now",
    "load_places",
    "parse_address",
    "resolve_place",
]


def load_places(*, progress: Progress | None = None) -> Loaded:
    """Bring provinces, communes and former units to the installed data. Repeatable; deletes nothing.

    Raises Refusal where the data package is not installed.
    """
    return write_place_data(read_place_data(), progress)
