"""After the rows are read: counts compared with the totals the annex states, and repeated rows."""

from typing import Any

from django.utils.translation import gettext as _

from common.text import exact

from .result import DUPLICATE, SENTENCES, Annex, AnnexRow, LeftOut, Problem

COUNTED_APART = ("number",)


def compare_totals(annex: Annex) -> None:
    """A note for each stated total that is neither the count so far nor the count since the last one."""
    sheet_start: dict[str, int] = {}
    for position, row in enumerate(annex.rows):
        sheet_start.setdefault(row.sheet, position)
    for total in annex.totals:
        start = sheet_start.get(total.sheet, 0)
        counts = {total.read, total.read - start, total.read - total.read_before}
        if total.stated is not None and total.stated not in counts:
            sentence = _("“%(sheet)s” dòng %(row)s ghi tổng %(stated)s sản phẩm, nhưng đọc được %(read)s.")
            values = {"sheet": total.sheet, "row": total.number, "stated": total.stated}
            annex.notes.append(sentence % (values | {"read": total.read - start}))
    stated = annex.hints.stated_count
    if stated is not None and stated != len(annex.rows):
        sentence = _("Phần đầu văn bản ghi %(stated)s sản phẩm, nhưng đọc được %(read)s.")
        annex.notes.append(sentence % {"stated": stated, "read": len(annex.rows)})


def leave_out_duplicates(annex: Annex) -> None:
    """Rows that repeat another in everything but their number leave the list; likenesses are warned of."""
    seen: dict[tuple[Any, ...], AnnexRow] = {}
    alike: dict[tuple[str, ...], AnnexRow] = {}
    kept = []
    for row in annex.rows:
        first = seen.setdefault(_identity(row), row)
        if first is not row and row.fields["product_name"]:
            annex.left_out.append(_duplicate(row, first))
            continue
        _warn_of_likeness(row, alike)
        kept.append(row)
    repeated = len(annex.rows) - len(kept)
    if repeated:
        sentence = _("%(count)s dòng trùng hoàn toàn với dòng khác, chỉ ghi một lần.")
        annex.notes.append(sentence % {"count": repeated})
    annex.rows = kept


def _identity(row: AnnexRow) -> tuple[Any, ...]:
    return tuple(
        exact(value) if isinstance(value, str) else value
        for name, value in sorted(row.fields.items())
        if name not in COUNTED_APART
    )


def _duplicate(row: AnnexRow, first: AnnexRow) -> LeftOut:
    sentence = str(SENTENCES[DUPLICATE]) % {"row": first.number}
    text = " | ".join(filter(None, [row.fields["product_name"], row.fields["producer_name"]]))
    return LeftOut(row.sheet, row.number, DUPLICATE, sentence, text, duplicate_of=first.number)


def _warn_of_likeness(row: AnnexRow, alike: dict[tuple[str, ...], AnnexRow]) -> None:
    names = ("product_name", "producer_name", "province", "level", "year")
    identity = tuple(exact(str(row.fields[name] or "")) for name in names)
    if not identity[0] or not identity[1]:
        return
    first = alike.setdefault(identity, row)
    if first is not row:
        sentence = _("Trùng tên sản phẩm và cơ sở với dòng %(row)s.") % {"row": first.number}
        row.warnings.append(Problem("", "product_name", sentence))
