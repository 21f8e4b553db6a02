"""Entering awards into the register. Nothing here changes one that was entered: see `amendments` and `merging`."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.models import User
from common import text
from common.addresses import free_slug
from common.after_commit import announce
from common.errors import Refusal
from common.languages import in_source
from places.models import Province
from products.models import (
    Award,
    AwardLevel,
    Decision,
    Evidence,
    Product,
    ProductGroup,
    SelectionRound,
)
from products.signals import awards_changed

from .codes import new_codes
from .standing import BATCH, project_standings


@dataclass(frozen=True, kw_only=True)
class NewAward:
    """What was awarded, word for word, as `Award` keeps it; code, day and person of entry are added here."""

    round: SelectionRound
    product: Product
    level: AwardLevel
    year: int | None
    product_name: str
    evidence: Evidence
    decision: Decision | None = None
    position: int = 0
    is_set: bool = False
    producer_name: str = ""
    representative: str = ""
    place: str = ""
    province_name: str = ""
    region: str = ""
    group: ProductGroup | None = None
    certificate_no: str = ""
    granted_date: datetime.date | None = None
    valid_until: datetime.date | None = None
    source_url: str = ""
    source_date: datetime.date | None = None
    source_reference: str = ""
    name_basis: str = "verbatim"
    note: str = ""


def issue_awards(entries: Sequence[NewAward], *, by: User | None) -> list[Award]:
    """Enter awards with their standings, in the caller's transaction or one of its own; the order is kept.

    `by` is None only for the first load of the register. Announces `awards_changed` after commit.
    Refuses the whole batch where one entry contradicts itself, naming each such entry.
    """
    problems = [problem for entry in entries for problem in _problems(entry)]
    if problems:
        raise Refusal(_("Có dòng chưa ghi vào sổ được."), details=problems)
    codes = new_codes(len(entries))
    awards = [Award(code=code, created_by=by, **_values(entry)) for code, entry in zip(codes, entries, strict=True)]
    with transaction.atomic():
        for start in range(0, len(awards), BATCH):
            batch = Award.objects.bulk_create(awards[start : start + BATCH])
            project_standings(batch)
        for decision, count in _counts(entries).items():
            log(decision, "products.issue_awards", user=by, data={"count": count})
        announce(awards_changed, Award, (award.pk for award in awards))
    return awards


def ensure_round(
    *,
    level: AwardLevel,
    year: int | None,
    region: str = "",
    province: Province | None = None,
    province_as_printed: str = "",
    ordinal: int | None = None,
) -> SelectionRound:
    """The selection of that level, year and place, made where there is none.

    Provinces that have since become one held rounds of their own, so the printed name counts. An ordinal that
    was not known before is filled in. Refuses where a year had several rounds and none is named.
    """
    wanted = {"level": level, "year": year, "region": region, "province": province}
    found = _find_round(wanted, province_as_printed, ordinal)
    if found is not None:
        return found
    round_ = SelectionRound(**wanted, province_as_printed=province_as_printed, ordinal=ordinal)
    round_.slug = free_slug(SelectionRound, _round_words(round_), kind="selectionround")
    try:
        with transaction.atomic():
            round_.save(force_insert=True)
    except IntegrityError:
        # Somebody made the same round between our look and our insert; theirs has the slug.
        found = _find_round(wanted, province_as_printed, ordinal)
        if found is None:
            raise
        return found
    return round_


def _values(entry: NewAward) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in fields(entry)}


def _problems(entry: NewAward) -> list[str]:
    """Sentences on what contradicts itself in one entry."""
    found = []
    if not entry.product_name.strip():
        found.append(_("thiếu tên sản phẩm"))
    if entry.level not in AwardLevel.values:
        found.append(_("cấp công nhận không có trong danh mục"))
    if entry.granted_date and entry.valid_until and entry.valid_until < entry.granted_date:
        found.append(_("ngày hết hiệu lực trước ngày công nhận"))
    name = entry.product_name.strip() or _("Dòng %(position)s") % {"position": entry.position}
    return [f"{name}: {problem}." for problem in found]


def _counts(entries: Sequence[NewAward]) -> dict[Decision | SelectionRound, int]:
    """How many awards each decision brings; each round, for those without a decision."""
    counts: dict[Decision | SelectionRound, int] = {}
    for entry in entries:
        source = entry.decision or entry.round
        counts[source] = counts.get(source, 0) + 1
    return counts


def _find_round(wanted: dict[str, Any], printed: str, ordinal: int | None) -> SelectionRound | None:
    same_place = [
        round_
        for round_ in SelectionRound.objects.filter(**wanted).order_by("pk")
        if text.key(round_.province_as_printed) == text.key(printed)
    ]
    for round_ in same_place:
        if round_.ordinal == ordinal:
            return round_
    if ordinal is None:
        if len(same_place) > 1:
            raise Refusal(
                _("Năm %(year)s có nhiều kỳ bình chọn cùng cấp; xin ghi rõ lần thứ mấy.")
                % {"year": wanted["year"] or "?"}
            )
        return same_place[0] if same_place else None
    unnumbered = next((round_ for round_ in same_place if round_.ordinal is None), None)
    if unnumbered is not None:
        unnumbered.ordinal = ordinal
        unnumbered.save(update_fields=["ordinal"])
    return unnumbered


def _round_words(round_: SelectionRound) -> str:
    """The words of a round's address, in Vietnamese whatever language its maker reads."""
    where = round_.province_as_printed
    if not where and round_.province is not None:
        where = round_.province.name_vi
    with in_source():
        where = where or round_.get_region_display()
        times = f"lần {round_.ordinal}" if round_.ordinal else ""
        return " ".join(filter(None, [str(round_.get_level_display()), where, str(round_.year or ""), times]))
