"""What an engine stores of one record: frozen values, no model instances."""

import datetime
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, replace
from hashlib import blake2b
from typing import NamedTuple

from common import text

LONGEST_TEXT = 20_000
LAST_SECOND = 9_999_999_999
"""Since 1970: in the year 2286."""


class Reference(NamedTuple):
    """Which record: the name of its kind and its primary key."""

    kind: str
    id: int


class Occasion(NamedTuple):
    """One award, or one holding of a fair. Level, year, region and decision asked together must be of one occasion.

    `level` is an AwardLevel value or empty, `region` a Region value or empty, `decision` a `decision_key` or empty.
    """

    level: str = ""
    year: int = 0
    region: str = ""
    decision: str = ""


@dataclass(frozen=True, kw_only=True)
class SearchDocument:
    """One record as it is searched, filtered and sorted. Texts are plain; the engine makes their tokens.

    `name` in Vietnamese; `other_names` other names and names as awarded; `maker` producer and village; `sorts`
    category and tags; `place` names of today and former ones; `body` whatever else is worth finding; `english` every
    English text, and `english_name` once more the name, which is completed for readers of English. `facets` hold
    values by facet name: any of `engines.base.VALUE_FACETS`. `renewed_at`: when what it says of itself was last
    published or confirmed.
    """

    reference: Reference
    name: str
    other_names: str = ""
    maker: str = ""
    sorts: str = ""
    place: str = ""
    body: str = ""
    english: str = ""
    english_name: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    occasions: tuple[Occasion, ...] = ()
    is_awarded: bool = False
    boost: float = 1.0
    level_rank: int = 0
    newest_year: int = 0
    renewed_at: datetime.datetime | None = None

    @property
    def sort_key(self) -> str:
        """Sorts names as a Vietnamese dictionary does."""
        return text.sort_key(self.name)

    @property
    def newest_key(self) -> str:
        """Sorts the newest year first, of one year the highest level, of one level by name: one ascending text, so
        that an index can be entered at any of its values.
        """
        return f"{9999 - self.newest_year:04}{99 - self.level_rank:02}{self.sort_key}"

    @property
    def renewed_key(self) -> str:
        """Sorts what was renewed last first, to the second, what was at one moment by name, what never was last."""
        moment = int(self.renewed_at.timestamp()) if self.renewed_at else 0
        return f"{LAST_SECOND - moment:010}{self.sort_key}"

    @property
    def name_key(self) -> str:
        return text.key(self.name)

    @property
    def digest(self) -> str:
        """Another one for another content: tells an index that is behind from one that is not."""
        values = astuple(replace(self, facets={}))
        facets = sorted((name, sorted(values)) for name, values in self.facets.items() if values)
        return blake2b(repr((values, facets)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def decision_key(number: str) -> str:
    """ "3116/QĐ-BCT" and "3116 qd bct" → "3116qdbct"."""
    return "".join(text.TOKEN.findall(text.fold(text.normalise(number))))


def join(*texts: str | None) -> str:
    """The texts that are not empty, each a sentence of its own so that no pair runs across two of them."""
    return " . ".join(dict.fromkeys(part.strip() for part in texts if part and part.strip()))
