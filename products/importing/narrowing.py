"""A national list narrowed to one province; what is left out is listed."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from places.models import FormerUnit, Province
from places.services import find_province
from products.annex import AnnexRow

from .places import PlaceReader
from .plan import Fate, PlannedRow


def narrow(rows: Iterable[AnnexRow], province: str, places: PlaceReader) -> tuple[list[AnnexRow], list[PlannedRow]]:
    """The rows of one province (named as of today or as of before July 2025), and the others as left out.

    A list in which no row names a province is that province's: its rows get the name.
    """
    rows = list(rows)
    if not province:
        return rows, []
    wanted, former = find_province(province, index=places.index)
    if not any(row.fields["province"] or row.fields["province_new"] for row in rows):
        for row in rows:
            row.fields["province"] = former.name_vi if former else wanted.name_vi
        return rows, []
    kept, left_out = [], []
    for row in rows:
        if _lies_in(row, wanted, former, places):
            kept.append(row)
        else:
            left_out.append(_left_out(row, province))
    return kept, left_out


def _lies_in(row: AnnexRow, wanted: Province, former: FormerUnit | None, places: PlaceReader) -> bool:
    place = places.read(row.fields)
    if place.province_id != wanted.pk:
        return False
    return former is None or place.former_province is None or place.former_province.pk == former.pk


def _left_out(row: AnnexRow, province: str) -> PlannedRow:
    stated = row.fields["province"] or row.fields["province_new"]
    if stated:
        reason = _("Thuộc %(stated)s, không thuộc %(province)s.") % {"stated": stated, "province": province}
    else:
        reason = _("Không ghi tỉnh, nên không rõ có thuộc %(province)s.") % {"province": province}
    return PlannedRow(row.sheet, row.number, Fate.LEFT_OUT, reason, text=row_text(row))


def row_text(row: AnnexRow) -> str:
    """What a row says, in short."""
    return " | ".join(filter(None, [row.fields["product_name"], row.fields["producer_name"]]))
