"""Awards of the examples, by decisions whose numbers no authority has: every state that an award can be in."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.languages import in_source
from products.importing import ImportOptions, load_index, plan_import, prepare_decision, read_list
from products.models import Award, AwardLevel, Decision, Evidence, Product, SelectionRound
from products.services.amendments import revoke_award, supersede_award
from products.services.decisions import attach_decision
from products.services.register import NewAward, ensure_round, issue_awards

from .references import PREFIX, examples, reference

ISSUER = "Cơ quan Ví Dụ"
PLACE = "Tỉnh Ví Dụ"
SOURCE = "https://example.com/danh-sach-vi-du"
DRAFT_TITLE = "Dự thảo ví dụ: công nhận sản phẩm tiêu biểu cấp tỉnh, chờ ký"
DRAFT_LIST = """STT,Tên sản phẩm,Tên cơ sở,Địa chỉ
1,Chè xanh Ví Dụ hộp thiếc 200 g,Hợp tác xã Chè Ví Dụ,Thái Nguyên
2,Miến dong tám Ví Dụ,Hộ kinh doanh Miến dong Ví Dụ,Cao Bằng
3,Gạch bông Ví Dụ,Công ty TNHH Cơ khí và Đồ gỗ Ví Dụ,Nghệ An
4,Bánh gai Ví Dụ,Hộ kinh doanh Bánh kẹo Ví Dụ,Hà Nội
"""


@transaction.atomic
def ensure_awards(by: User) -> int:
    """Enter the examples' awards and what later happened to them, once; returns how many were entered."""
    if Award.objects.filter(source_reference__startswith=PREFIX).exists():
        return 0
    decisions = {words["key"]: words for words in examples()["decision"]}
    products = {
        product.source_reference: product
        for product in Product.objects.filter(is_example=True).select_related("producer__province", "group")
    }
    told = [
        (award, product)
        for maker in examples()["producer"]
        for product in maker["product"]
        for award in product.get("awards", ())
    ]
    awards: dict[tuple[str, str], Award] = {}
    for key, words in decisions.items():
        round_, decision = _decision(words, by)
        of_decision = [product["key"] for award, product in told if award["decision"] == key]
        entries = [
            _entry(products[reference(name)], words, round_, decision, position)
            for position, name in enumerate(of_decision, start=1)
        ]
        for name, award in zip(of_decision, issue_awards(entries, by=by), strict=True):
            awards[key, name] = award
    for later, product in told:
        _happen_later(later, awards, product["key"], by)
    return len(awards)


def ensure_draft(by: User) -> bool:
    """An annex prepared before its signature; whether it was new."""
    if Decision.objects.drafts().filter(title=DRAFT_TITLE).exists():
        return False
    options = ImportOptions(level=AwardLevel.PROVINCE, year=timezone.localdate().year)
    with in_source():
        annex = read_list(DRAFT_LIST.encode(), filename="vi-du.csv", options=options)
        plan = plan_import(annex, options=options, index=load_index())
        prepare_decision(plan, options=options, title=DRAFT_TITLE, by=by)
    return True


def _year(words: dict[str, Any]) -> int:
    return timezone.localdate().year - words["years_ago"]


def _decision(words: dict[str, Any], by: User) -> tuple[SelectionRound, Decision | None]:
    """The round, and its released decision where one is known."""
    level, year = AwardLevel(words["level"]), _year(words)
    place = PLACE if level == AwardLevel.PROVINCE else ""
    round_ = ensure_round(level=level, year=year, region=words.get("region", ""), province_as_printed=place)
    if not words["number"]:
        return round_, None
    draft = Decision.objects.create(round=round_, title=words["title"], issuer=ISSUER, created_by=by)
    return round_, attach_decision(
        decision=draft, number=words["number"], date=datetime.date(year, 6, 15), by=by, issuer=ISSUER
    )


def _entry(
    product: Product, words: dict[str, Any], round_: SelectionRound, decision: Decision | None, position: int
) -> NewAward:
    year, lasts = _year(words), words["valid_years"]
    province = product.producer.province
    return NewAward(
        round=round_,
        decision=decision,
        product=product,
        position=position,
        level=AwardLevel(words["level"]),
        year=year,
        product_name=product.name_vi,
        is_set=product.is_set,
        producer_name=product.producer.name_vi,
        place=f"Thôn Ví Dụ, {province.name_vi}",
        province_name=province.name_vi,
        region=words.get("region", ""),
        certificate_no=f"{position:02d}/VD-{year}" if words["checked"] else "",
        granted_date=datetime.date(year, 6, 15) if words["checked"] else None,
        valid_until=datetime.date(year + lasts, 12, 31) if lasts else None,
        evidence=Evidence.CHECKED if words["checked"] else Evidence.TRANSCRIBED,
        source_url="" if words["checked"] else SOURCE,
        source_date=None if words["checked"] else timezone.localdate(),
        source_reference=f"{reference(words['key'])}-{position}",
        note="Ví dụ: không có công nhận này.",
    )


def _happen_later(later: dict[str, Any], awards: dict[tuple[str, str], Award], product: str, by: User) -> None:
    award = awards[later["decision"], product]
    if successor := later.get("superseded_by"):
        supersede_award(
            award=award,
            superseded_by=awards[successor, product],
            effective_date=awards[successor, product].granted_date,
            reason="Ví dụ: sản phẩm được công nhận lại ở kỳ sau.",
            by=by,
        )
    if reason := later.get("revoked"):
        revoke_award(award=award, effective_date=timezone.localdate(), reason=reason, by=by)
