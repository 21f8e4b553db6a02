"""From a file or a pasted table to an annex, with the column mappings that people corrected before."""

from collections.abc import Iterable

from accounts.models import User
from common.tables import Table, read_pasted, read_tables
from products.annex import Annex, Mapping, interpret
from products.models import ColumnMapping

from .options import ImportOptions


def read_list(content: bytes, *, filename: str, options: ImportOptions, mappings: Iterable[Mapping] = ()) -> Annex:
    """A file's annex. Raises Refusal where the file cannot be read."""
    return understand(read_tables(content, filename=filename), options=options, mappings=mappings)


def read_pasted_list(pasted: str, *, options: ImportOptions, mappings: Iterable[Mapping] = ()) -> Annex:
    """The annex of a table from the clipboard. Raises Refusal."""
    return understand([read_pasted(pasted)], options=options, mappings=mappings)


def understand(tables: Iterable[Table], *, options: ImportOptions, mappings: Iterable[Mapping] = ()) -> Annex:
    """Tables as an annex: mappings given now come first, then those remembered, then the guess."""
    known = [*mappings, *remembered_mappings()]
    return interpret(tables, mapping=known or None, defaults=options.as_defaults())


def remembered_mappings() -> list[Mapping]:
    return [
        Mapping(tuple((letter, name) for letter, name in stored.mapping.items()), stored.signature)
        for stored in ColumnMapping.objects.order_by("-recorded_at")
    ]


def remember_mapping(mapping: Mapping, *, by: User) -> None:
    """Use this mapping for every list with the same header from now on."""
    ColumnMapping.objects.update_or_create(
        signature=mapping.signature, defaults={"mapping": dict(mapping.columns), "recorded_by": by}
    )
