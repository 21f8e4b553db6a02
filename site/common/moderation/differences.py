"""What a draft would change on the public page: field by field, and child by child."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.encoding import force_str
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.models import get_all_child_relations
from taggit.models import ItemBase
from wagtail.images.models import AbstractImage

from common import days

PIECE = re.compile(r"\w+|\s+|[^\w\s]")
LONGEST_COMPARED = 6000  # pieces; comparing takes the square of it at worst


@dataclass(frozen=True)
class FieldDifference:
    """One field whose value changes. `old` and `new` are safe HTML in which <del> and <ins> mark the change."""

    name: str
    label: str
    old: SafeString
    new: SafeString
    old_photo: AbstractImage | None = None
    new_photo: AbstractImage | None = None


@dataclass(frozen=True)
class ChildDifference:
    """One child (a photo, a certificate) that comes, goes or changes."""

    kind: str  # "added", "removed" or "changed"
    title: str
    fields: list[FieldDifference] = field(default_factory=list)


@dataclass(frozen=True)
class ChildrenDifference:
    """The changes among a record's children of one sort."""

    name: str
    label: str
    children: list[ChildDifference]
    moved: bool


@dataclass(frozen=True)
class Differences:
    """All that changes between two versions of a record."""

    fields: list[FieldDifference]
    relations: list[ChildrenDifference]

    def __bool__(self) -> bool:
        return bool(self.fields or self.relations)


def differences(old: Any, new: Any) -> Differences:
    """What changes from `old` (None: everything is new) to `new`, two versions of one moderated record."""
    fields = [item for name in _ordered(new) if (item := _field_difference(new._meta.get_field(name), old, new))]
    relations = [found for relation in _relations(new) if (found := _children_difference(relation, old, new))]
    return Differences(fields, relations)


def changed_names(old: Any, new: Any) -> set[str]:
    """Names of the editorial fields and child relations that differ."""
    found = differences(old, new)
    return {item.name for item in found.fields} | {item.name for item in found.relations}


def _ordered(record: Any) -> list[str]:
    """The editorial fields in the order in which the kind declares them."""
    names = [item.name for item in (*record._meta.fields, *record._meta.many_to_many)]
    return [name for name in dict.fromkeys(names) if name in record.editorial_fields]


def _relations(record: Any) -> Iterator[Any]:
    for relation in get_all_child_relations(type(record)):
        # Tags are a field of their record; the rows behind them say nothing to a reader.
        if not issubclass(relation.related_model, ItemBase):
            yield relation


def _field_difference(item: Any, old: Any, new: Any) -> FieldDifference | None:
    before, after = _value(item, old), _value(item, new)
    if before == after:
        return None
    label = capfirst(force_str(item.verbose_name))
    if item.is_relation and isinstance(item.related_model, type) and issubclass(item.related_model, AbstractImage):
        photos = [getattr(version, item.name, None) if version else None for version in (old, new)]
        words = [escape(photo.title) if photo else _nothing() for photo in photos]
        return FieldDifference(item.name, label, *words, *photos)
    return FieldDifference(item.name, label, *marked(_words(item, old), _words(item, new)))


def _value(item: Any, record: Any) -> Any:
    """A comparable value; what an empty form field and an untouched row hold is the same nothing."""
    if record is None:
        return None
    if isinstance(item, ClusterTaggableManager):
        return sorted(tag.name for tag in getattr(record, item.name).all()) or None
    if item.many_to_many:
        return sorted(related.pk for related in getattr(record, item.name).all()) or None
    value = item.value_from_object(record)
    return None if value in ("", [], {}) else value


def _words(item: Any, record: Any) -> str:
    """A value as a reader would write it."""
    value = _value(item, record)
    if value is None:
        return ""
    if isinstance(item, ClusterTaggableManager):
        return ", ".join(value)
    if item.many_to_many:
        return ", ".join(str(related) for related in getattr(record, item.name).all())
    if item.is_relation:
        return str(getattr(record, item.name) or "")
    if item.choices:
        return str(dict(item.flatchoices).get(value, value))
    return _plain_words(value)


def _plain_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return days.day(value) if hasattr(value, "isoformat") else str(value)


def _children_difference(relation: Any, old: Any, new: Any) -> ChildrenDifference | None:
    name = relation.get_accessor_name()
    before = {child.pk: child for child in getattr(old, name).all()} if old else {}
    after = list(getattr(new, name).all())
    kept = [child.pk for child in after if child.pk in before]
    found = []
    for child in after:
        earlier = before.get(child.pk)
        fields = list(_child_fields(relation, earlier, child))
        if fields or earlier is None:
            found.append(ChildDifference("changed" if earlier else "added", _title(child), fields))
    for key, child in before.items():
        if key not in kept:
            found.append(ChildDifference("removed", _title(child), list(_child_fields(relation, child, None))))
    moved = kept != [key for key in before if key in kept]
    if not found and not moved:
        return None
    label = capfirst(force_str(relation.related_model._meta.verbose_name_plural))
    return ChildrenDifference(name, label, found, moved)


def _child_fields(relation: Any, old: Any, new: Any) -> Iterator[FieldDifference]:
    left_out = {relation.field.name, "sort_order"}
    for item in relation.related_model._meta.fields:
        if item.primary_key or item.name in left_out:
            continue
        if difference := _field_difference(item, old, new):
            yield difference


def _title(child: models.Model) -> str:
    """A child's own words, where its class gives it any."""
    return str(child) if type(child).__str__ is not models.Model.__str__ else ""


def _nothing() -> SafeString:
    return format_html('<span class="nothing">{}</span>', _("chưa có"))


def marked(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Both texts as safe HTML: what goes stands in <del>, what comes in <ins>."""
    before, after = PIECE.findall(old), PIECE.findall(new)
    if len(before) + len(after) > LONGEST_COMPARED:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    left, right = [], []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        gone, come = escape("".join(before[start:end])), escape("".join(after[new_start:new_end]))
        left.append(gone if kind == "equal" or not gone else f"<del>{gone}</del>")
        right.append(come if kind == "equal" or not come else f"<ins>{come}</ins>")
    sides = (mark_safe("".join(side)) for side in (left, right))
    first, second = (side or _nothing() for side in sides)
    return first, second
