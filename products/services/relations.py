"""What hangs on a record, in whatever app: found by walking its reverse relations, so that nothing is forgotten.

A model above this app takes part by having a foreign key (a hidden or many-to-many one too). A table that is
derived from its record, and would be made again, says `follows_merge = False`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey

from products.models import Award, ProductTag

# Awards move by an event of their own; tags are drafted with the text, and the kept record has its own.
MOVED_OTHERWISE: frozenset[type[models.Model]] = frozenset({Award, ProductTag})


@dataclass
class Hanging:
    """The rows of one table that hang on the record to be merged."""

    model: type[models.Model]
    field_name: str
    moving: list[int] = field(default_factory=list)
    staying: list[int] = field(default_factory=list)
    """Rows whose like the kept record has already; they stay where they are, so that undoing finds them."""

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def is_drafted(self) -> bool:
        """Whether the rows are part of the record's text, and so of its revisions."""
        return isinstance(self.model._meta.get_field(self.field_name), ParentalKey)


def hanging_on(merged: models.Model, *, kept: models.Model) -> list[Hanging]:
    """What would move from one record to the other, table by table; tables with nothing are left out."""
    found = [_sorted_rows(model, name, merged, kept) for model, name in _relations(type(merged))]
    return [hanging for hanging in found if hanging.moving or hanging.staying]


def move(hanging: Hanging, *, to: models.Model) -> dict[str, Any]:
    """Hang the rows on the other record; what `move_back` needs, as JSON holds it."""
    rows = hanging.model._base_manager.filter(pk__in=hanging.moving)
    places = _put_behind(hanging, to) if hanging.is_drafted else {}
    rows.update(**{hanging.field_name: to})
    return {
        "model": hanging.model._meta.label,
        "field": hanging.field_name,
        "ids": hanging.moving,
        "places": places,
    }


def can_move_back(moved: dict[str, Any], *, owner: models.Model, to: models.Model) -> bool:
    """Whether every row that was moved is still where the merge left it and fits where it came from."""
    rows = list(_moved_rows(moved).filter(**{moved["field"]: owner}))
    if len(rows) != len(moved["ids"]):
        return False
    may_collide = _may_collide(apps.get_model(moved["model"]), moved["field"])
    return not (may_collide and any(_collides(row, moved["field"], to) for row in rows))


def move_back(moved: dict[str, Any], *, to: models.Model) -> None:
    """Undo one `move`."""
    _moved_rows(moved).update(**{moved["field"]: to})
    for row_id, place in moved["places"].items():
        _moved_rows(moved).filter(pk=row_id).update(sort_order=place)


def _relations(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Each table and its foreign key to this kind of record, hidden ones and links of many-to-many included."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one) and not relation.concrete):
            continue
        key = relation.field
        derived = not getattr(relation.related_model, "follows_merge", True)
        if derived or key.primary_key or key.name == "merged_into" or relation.related_model in MOVED_OTHERWISE:
            continue
        yield relation.related_model, key.name


def _sorted_rows(model: type[models.Model], name: str, merged: models.Model, kept: models.Model) -> Hanging:
    hanging = Hanging(model, name)
    rows = model._base_manager.filter(**{name: merged}).order_by("pk")
    if not _may_collide(model, name):
        hanging.moving.extend(rows.values_list("pk", flat=True))
        return hanging
    for row in rows:
        (hanging.staying if _collides(row, name, kept) else hanging.moving).append(row.pk)
    return hanging


def _may_collide(model: type[models.Model], name: str) -> bool:
    """Whether any rule of the table says that an owner has one of something; else no row need be looked at."""
    unique = [constraint for constraint in model._meta.constraints if isinstance(constraint, models.UniqueConstraint)]
    return (
        model._meta.get_field(name).unique
        or any(name in together for together in model._meta.unique_together)
        or any(name in constraint.fields or constraint.expressions for constraint in unique)
    )


def _collides(row: models.Model, name: str, owner: models.Model) -> bool:
    """Whether the row, hung on that owner, would be a second one where its table allows one."""
    setattr(row, name, owner)
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError:
        return True
    return False


def _put_behind(hanging: Hanging, owner: models.Model) -> dict[str, int | None]:
    """Sort the rows behind the owner's own; where they stood before, by id."""
    if not any(column.name == "sort_order" for column in hanging.model._meta.concrete_fields):
        return {}
    own = hanging.model._base_manager.filter(**{hanging.field_name: owner})
    last = own.aggregate(last=models.Max("sort_order"))["last"]
    rows = hanging.model._base_manager.filter(pk__in=hanging.moving).order_by("sort_order", "pk")
    places = {}
    for place, row in enumerate(rows, start=0 if last is None else last + 1):
        places[str(row.pk)] = row.sort_order
        hanging.model._base_manager.filter(pk=row.pk).update(sort_order=place)
    return places


def _moved_rows(moved: dict[str, Any]) -> models.QuerySet:
    return apps.get_model(moved["model"])._base_manager.filter(pk__in=moved["ids"])
