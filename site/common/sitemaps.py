"""Sitemaps (sitemaps.org 0.9) of any size: sections in files of 10,000 addresses, written as they are read.

Django's own reverses each address anew in each language: a second for a file before its template is rendered, where
this takes a sixth of that for the whole file (bench/sitemap.py). A section reads values only, never a model's row.
"""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from common import languages
from common.addresses import public_address

ADDRESSES_A_FILE = 10_000
"""The protocol allows 50,000 addresses and 50 MB in a file; alternates make each address long."""
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
ALTERNATES = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
SLUG = "0-slug-0"


@dataclass(frozen=True)
class Listed:
    """One record: its path in each language that it exists in, and when what the public sees last changed."""

    paths: Mapping[str, str]
    changed: datetime.datetime | None = None


class Section(ABC):
    """One kind of page in the sitemap. `name` is part of the file's address and never changes."""

    name: str

    @abstractmethod
    def count(self) -> int:
        """How many records there are."""

    @abstractmethod
    def listed(self, start: int, stop: int) -> Iterable[Listed]:
        """The records from `start` to before `stop`, in an order that does not change."""

    def files(self) -> int:
        """How many files the section takes; none of an empty one."""
        return -(-self.count() // records_a_file())

    def of_file(self, number: int) -> Iterable[Listed]:
        """The records of one file, counted from 1."""
        start = (number - 1) * records_a_file()
        return self.listed(start, start + records_a_file())


class SlugSection(Section):
    """Records of one table whose address holds their slug."""

    address: str
    """Name of the address, reversed with the slug."""

    @abstractmethod
    def records(self) -> QuerySet:
        """What the public may see, of real things only."""

    @abstractmethod
    def changes(self, keys: list[int]) -> Mapping[int, datetime.datetime | None]:
        """When each record last changed for the public, in a few statements whatever their number."""

    def count(self) -> int:
        return self.records().count()

    def listed(self, start: int, stop: int) -> Iterator[Listed]:
        rows = list(self.records().order_by("pk").values_list("pk", "slug")[start:stop])
        changed = self.changes([pk for pk, _slug in rows])
        patterns = self._patterns()
        for pk, slug in rows:
            paths = {code: f"{before}{slug}{after}" for code, (before, after) in patterns.items()}
            yield Listed(paths, changed.get(pk))

    def _patterns(self) -> dict[str, tuple[str, ...]]:
        """What stands before and after the slug in each language: an address is reversed once, not once a record."""
        return {code: tuple(path.split(SLUG)) for code, path in paths_of(self.address, SLUG).items()}


def paths_of(name: str, *arguments: str) -> dict[str, str]:
    """The path of an address in each language."""
    found = {}
    for code in languages.CODES:
        with translation.override(code):
            found[code] = reverse(name, args=arguments)
    return found


def latest(*moments: datetime.datetime | datetime.date | None) -> datetime.datetime | None:
    """The last of them; a day counts from its first minute in the site's time zone."""
    known = [_moment(each) for each in moments if each is not None]
    return max(known) if known else None


def _moment(value: datetime.datetime | datetime.date) -> datetime.datetime:
    if isinstance(value, datetime.datetime):
        return value
    return timezone.make_aware(datetime.datetime.combine(value, datetime.time.min))


def records_a_file() -> int:
    """Every record is listed once in each language."""
    return max(1, ADDRESSES_A_FILE // len(languages.CODES))


def address_file(records: Iterable[Listed]) -> Iterator[str]:
    """One file of addresses, in pieces: each language's with its alternates."""
    yield f"{DECLARATION}<urlset {NAMESPACES} {ALTERNATES}>\n"
    for record in records:
        yield from _addresses(record)
    yield "</urlset>\n"


def _addresses(record: Listed) -> Iterator[str]:
    addresses = {code: escape(public_address(path)) for code, path in record.paths.items()}
    others = "".join(_alternate(code, address) for code, address in addresses.items()) if len(addresses) > 1 else ""
    if others and languages.SOURCE in addresses:
        others += _alternate("x-default", addresses[languages.SOURCE])
    changed = _lastmod(record.changed)
    for address in addresses.values():
        yield f"<url><loc>{address}</loc>{changed}{others}</url>\n"


def _alternate(code: str, address: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>'


def _lastmod(moment: datetime.datetime | None) -> str:
    return f"<lastmod>{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S}Z</lastmod>" if moment else ""


def index_file(sections: Iterable[Section], address_of: Callable[[str, int], str]) -> Iterator[str]:
    """The file that names all others; `address_of` gives the path of a section's file by its number."""
    yield f"{DECLARATION}<sitemapindex {NAMESPACES}>\n"
    for section in sections:
        for number in range(1, section.files() + 1):
            changed = latest(*(record.changed for record in section.of_file(number)))
            address = escape(public_address(address_of(section.name, number)))
            yield f"<sitemap><loc>{address}</loc>{_lastmod(changed)}</sitemap>\n"
    yield "</sitemapindex>\n"
