"""From tables to an annex: every row gets a fate."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Values
from typing import Any

from django.utils.translation import gettext as _

from common.tables import Table

from .fields import IGNORED
from .listing import Listing
from .mapping import Mapping
from .result import Annex
from .totals import compare_totals, leave_out_duplicates


def interpret(
    tables: Iterable[Table],
    *,
    mapping: Mapping | Sequence[Mapping] | None = None,
    defaults: Values[str, Any] | None = None,
    carry_personal: bool = False,
) -> Annex:
    """Read an annex.

    `mapping`: what a person corrected, found again by its signature; one without a signature is used
    for every header. `defaults`: fields for rows that leave
    them empty (they win over what the title says, not over the row or its group). Phones are read but
    carried only with `carry_personal`; scores never are.
    """
    annex = Annex()
    mappings = _as_mappings(mapping)
    previous: Listing | None = None
    lines: list[str] = []
    for table in tables:
        annex.notes += [note for note in table.notes if note not in annex.notes]
        listing = Listing(
            table, annex, mappings=mappings, previous=previous, carry_personal=carry_personal, before=lines
        )
        listing.read()
        lines = [] if listing.has_block else listing.title_lines
        previous = listing if listing.has_block else previous
    if not annex.blocks:
        annex.notes.append(_("Không tìm thấy dòng tiêu đề có tên sản phẩm. Hãy chọn cột cho từng trường."))
    _note_ignored_columns(annex)
    _apply_defaults(annex, defaults or {})
    compare_totals(annex)
    leave_out_duplicates(annex)
    return annex


def _as_mappings(mapping: Mapping | Sequence[Mapping] | None) -> tuple[Mapping, ...]:
    if mapping is None:
        return ()
    return (mapping,) if isinstance(mapping, Mapping) else tuple(mapping)


def _apply_defaults(annex: Annex, defaults: Values[str, Any]) -> None:
    for row in annex.rows:
        for name, value in defaults.items():
            if row.fields.get(name) in (None, ""):
                row.fields[name] = value
        _apply_hints(annex, row.sheet, row.fields)


def _apply_hints(annex: Annex, sheet: str, fields: dict[str, Any]) -> None:
    hints = annex.sheet_hints.get(sheet, annex.hints)
    if not fields["decision_number"]:
        # The date belongs to the number: a row that cites its own decision keeps its own date.
        fields["decision_number"] = hints.decision_number
        fields["decision_date"] = fields["decision_date"] or hints.decision_date
    for name in ("year", "level", "region", "province"):
        if fields[name] in (None, ""):
            fields[name] = getattr(hints, name)


def _note_ignored_columns(annex: Annex) -> None:
    for block in annex.blocks:
        ignored = [
            f"{letter} ({text})" if text else letter
            for letter, text in block.headers
            if text and block.mapping.field_of(letter) == IGNORED
        ]
        if ignored:
            annex.notes.append(
                _("“%(sheet)s”: chưa dùng cột %(columns)s.") % {"sheet": block.sheet, "columns": ", ".join(ignored)}
            )
