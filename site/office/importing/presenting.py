"""Planned rows as the screens show them: filtered, paged, with the choices each row offers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from places.models import Region
from products.importing import Fate, ImportPlan, PlannedRow
from products.importing.entries import LEVELS_OF_PROVINCES, Entry
from products.models import AwardLevel

ROWS_A_PAGE = 200
FATES_FIRST = (
    Fate.REFUSED, Fate.AMBIGUOUS, Fate.CORRECTION, Fate.NEW, Fate.MATCHED, Fate.NOT_RECOGNISED, Fate.LEFT_OUT,
    Fate.REPEATED,     Fate.SKIPPED,
)  # fmt: skip


@dataclass(frozen=True)
class RowOption:
    """One radio button of a row."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class ShownRow:
    """A planned row with what may be chosen for it; `key` names it in the form."""

    row: PlannedRow
    key: str
    options: tuple[RowOption, ...]
    chosen: str = ""
    """What was chosen for it, in words."""


def fate_tabs(plan: ImportPlan, current: str) -> list[dict[str, Any]]:
    """Each fate that occurs, with its count, those that need a person first."""
    counted = plan.counts
    return [
        {"fate": fate.value, "label": fate.label, "count": counted[fate], "is_current": fate.value == current}
        for fate in FATES_FIRST
        if counted[fate]
    ]


def shown_page(plan: ImportPlan, *, fate: str, number: str | None, choices: dict[str, str]) -> Page:
    """A page of rows; without a fate, of all but those that are no awards."""
    rows = [row for row in plan.rows if row.fate == fate or (not fate and row.fate != Fate.SKIPPED)]
    page = Paginator(rows, ROWS_A_PAGE).get_page(number)
    page.object_list = [_shown(row, choices.get(row.label, "")) for row in page.object_list]
    return page


def _shown(row: PlannedRow, chosen: str) -> ShownRow:
    parts = set(filter(None, chosen.split(",")))
    options = tuple(RowOption(value, label, value in parts) for value, label in _options(row))
    return ShownRow(row, f"row:{row.label}", options, "; ".join(_in_words(part, row) for part in sorted(parts)))


def _in_words(part: str, row: PlannedRow) -> str:
    """A choice that was made, as the person saw it: the record's name, or what is done with the row."""
    kind, _colon, answer = part.partition(":")
    record = row.producer if kind == "producer" else row.product
    if answer and answer != "new" and record is not None:
        return record.name
    return {
        "producer:new": _("Ghi cơ sở mới"),
        "skip": _("Bỏ dòng này"),
        "correct": _("Ghi đính chính theo danh sách này"),
        "keep": _("Giữ như trong sổ"),
    }.get(part, _("Ghi mới, không ghép"))


def rounds_heard(plan: ImportPlan) -> str:
    """ "Cấp tỉnh Thái Nguyên năm 2026 (14 dòng)": level, place and year as the list was understood, most rows first."""
    counted = Counter(_round_words(row.entry) for row in plan.rows if row.entry is not None)
    return "; ".join(
        _("%(round)s (%(count)s dòng)") % {"round": words, "count": count} for words, count in counted.most_common(5)
    )


def _round_words(entry: Entry) -> str:
    level = AwardLevel(entry.level).label if entry.level else _("chưa rõ cấp")
    where = entry.place.province_then if entry.level in LEVELS_OF_PROVINCES else ""
    if entry.level == AwardLevel.REGION and entry.region:
        where = Region(entry.region).label.lower()
    year = _("năm %(year)s") % {"year": entry.year} if entry.year else _("chưa rõ năm")
    return " ".join(filter(None, [str(level), where, year]))


def _options(row: PlannedRow) -> Iterable[tuple[str, str]]:
    if row.fate == Fate.AMBIGUOUS:
        for candidate in row.candidates:
            yield candidate.value, f"{candidate.label} ({candidate.why})"
        kind = row.candidates[0].kind if row.candidates else "product"
        yield f"{kind}:new", _("Ghi cơ sở mới") if kind == "producer" else _("Ghi mới, không ghép")
        yield "skip", _("Bỏ dòng này")
    elif row.fate == Fate.CORRECTION:
        yield "correct", _("Ghi đính chính theo danh sách này")
        yield "keep", _("Giữ như trong sổ")
    elif row.fate == Fate.REFUSED:
        yield "skip", _("Bỏ dòng này")


def merged_choice(before: str, posted: str) -> str:
    """A new answer beside the earlier ones: one a kind ("producer:34" and then "product:new")."""
    if posted in {"", "clear"}:
        return "" if posted == "clear" else before
    if ":" not in posted:
        return posted
    kind = posted.split(":", maxsplit=1)[0]
    kept = [part for part in before.split(",") if ":" in part and part.split(":")[0] != kind]
    return ",".join([*kept, posted])


def posted_choices(data: Any, before: dict[str, str]) -> dict[str, str]:
    """Row label → its choice, from the names and values of a posted form."""
    return {
        name.removeprefix("row:"): merged_choice(before.get(name.removeprefix("row:"), ""), value)
        for name, value in data.items()
        if name.startswith("row:")
    }


def crumbs(*further: tuple[str, str]) -> list[dict[str, str]]:
    """Breadcrumbs from the admin's home to here; the last one has no address."""
    items = [
        {"url": reverse("wagtailadmin_home"), "label": _("Trang chính")},
        {"url": reverse("importing:start"), "label": _("Nhập kết quả bình chọn")},
    ]
    return [*items, *({"url": url, "label": label} for label, url in further)]


def say_written(request: HttpRequest, counted: Mapping[str, Any]) -> None:
    """What came of writing a list; `counted` has the counts of `Written` by name."""
    if counted["is_nothing"]:
        messages.info(request, _("Không có gì thay đổi: mọi dòng đã có trong sổ."))
    else:
        sentence = _("Đã ghi %(awards)s công nhận, %(products)s sản phẩm, %(producers)s cơ sở.")
        messages.success(request, sentence % counted)
    if counted["overtaken"]:
        sentence = _("%(count)s dòng đã được người khác ghi trong lúc chờ; không ghi lại.")
        messages.warning(request, sentence % {"count": counted["overtaken"]})


def say_released(request: HttpRequest, done: Mapping[str, Any]) -> None:
    messages.success(request, _("Đã công bố Quyết định %(number)s với %(count)s công nhận.") % done)


def say_drafted(request: HttpRequest) -> None:
    messages.success(request, _("Đã lập dự thảo. Khi có số và ngày, nhập vào đây để công bố tất cả cùng lúc."))
