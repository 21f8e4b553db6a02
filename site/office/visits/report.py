"""The rows of the report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from common.visits.kinds import all_kinds
from common.visits.reading import ranked

LENGTHS = (30, 90, 180)
"""Days of a period; twice the longest is within the days that are kept by day."""
ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class ViewedRecord:
    """A record with its views in the period that ended yesterday, and in the one before."""

    kind: str
    name: str
    href: str
    now: int
    before: int

    @property
    def change(self) -> int:
        return self.now - self.before


def viewed(length: int, *, kind: str = "") -> QuerySet:
    """What `records_of` makes rows of; narrowed to a kind by its name."""
    found = ranked(length)
    named = [each.model for each in all_kinds() if each.name == kind]
    return found.filter(content_type=ContentType.objects.get_for_model(named[0])) if named else found


def kind_choices() -> list[tuple[str, str]]:
    """(name, words) of each kind that is counted."""
    return [(kind.name, str(kind.model._meta.verbose_name)) for kind in all_kinds()]


def records_of(rows: Iterable[dict[str, Any]]) -> Iterator[ViewedRecord]:
    """Rows with the names of their records, in their order; one statement a kind for five hundred rows."""
    remaining = iter(rows)
    while part := list(islice(remaining, ROWS_AT_ONCE)):
        yield from _named(part)


def _named(rows: Sequence[dict[str, Any]]) -> Iterator[ViewedRecord]:
    found: dict[int, dict[int, Any]] = {}
    words: dict[int, str] = {}
    for key in {row["content_type_id"] for row in rows}:
        model = ContentType.objects.get_for_id(key).model_class()
        ids = [row["object_id"] for row in rows if row["content_type_id"] == key]
        found[key] = model._default_manager.in_bulk(ids)
        words[key] = str(model._meta.verbose_name)
    for row in rows:
        key = row["content_type_id"]
        record = found[key].get(row["object_id"])
        yield ViewedRecord(
            kind=words[key],
            name=str(record) if record else _("đã bị xóa"),
            href=record.get_absolute_url() if record else "",
            now=row["now"],
            before=row["before"],
        )
