"""How products and the register's pages name themselves to those who find them by other ways.

Every function takes what the page shows and asks the database nothing.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from common.days import day
from common.heads import Crumb, Head, description_of, with_page
from common.languages import SOURCE, is_source, language_of, translated
from common.paging import Stretch
from common.structured import item_list
from products.models import AwardLevel, AwardStanding, AwardState, Decision, Product, SelectionRound

from . import structured
from .awards import title as award_title


def product_head(page: Mapping[str, Any]) -> Head:
    """Name and award; then award, maker, place and category in whole sentences."""
    product: Product = page["product"]
    best: AwardStanding | None = page["best"] if page["best"] and page["best"].is_mark_shown else None
    address = product.get_absolute_url() if product.slug else ""
    return Head(
        title=str(product.spoken_name),
        qualifiers=(short_award(best) if best else page["maker"],),
        description=_product_description(page, best),
        path=address,
        is_indexable=not product.is_example,
        kind="product",
        picture=("product", product.slug) if product.slug else None,
        crumbs=_product_crumbs(product, address),
        nodes=() if product.is_example or not product.slug else (structured.product_node(page),),
    )


def short_award(standing: AwardStanding) -> str:
    """ "Cấp quốc gia 2025", with what it is no longer."""
    words = f"{award_title(standing)} {standing.year or ''}".strip()
    return f"{words} ({standing.state.label})" if standing.state == AwardState.EXPIRED else words


def _product_description(page: Mapping[str, Any], best: AwardStanding | None) -> str:
    product: Product = page["product"]
    award = ""
    if best:
        parts = [structured.award_words(award_title(best), best.year), structured.validity_words(best)]
        award = _sentence(", ".join(filter(None, parts)))
    category = _("Loại hàng: %(category)s.") % {"category": product.category.name} if product.category else ""
    return description_of(award, _made_by(page["maker"], page["maker_place"]), translated(product, "summary"), category)


def _made_by(maker: str, place: str) -> str:
    if maker and place:
        return _("Do %(maker)s làm ở %(place)s.") % {"maker": maker, "place": place}
    if maker:
        return _("Do %(maker)s làm.") % {"maker": maker}
    return _("Làm ở %(place)s.") % {"place": place} if place else ""


def _sentence(words: str) -> str:
    return f"{words}." if words and not words.endswith((".", "!", "?", "…")) else words


def _product_crumbs(product: Product, address: str) -> tuple[Crumb, ...]:
    browse = reverse("search:browse")
    steps = [Crumb(pgettext("plural", "Sản phẩm"), browse)]
    if product.category:
        steps.append(Crumb(product.category.name, f"{browse}?loai={product.category.slug}"))
    return (*steps, Crumb(product.name, address, language_of(product, "name")))


def _register_crumb() -> Crumb:
    return Crumb(pgettext("plural", "Quyết định"), reverse("products:decisions"))


def decisions_head(stretch: Stretch, *, changed: datetime.datetime | None) -> Head:
    """The index of decisions, which is the register's front page; `changed` is when one was last released."""
    address = reverse("products:decisions")
    count = ngettext("%(count)s quyết định công nhận", "%(count)s quyết định công nhận", stretch.total)
    description = description_of(
        _sentence(count % {"count": stretch.total}),
        _("Mỗi quyết định có số, ngày ký, cơ quan ban hành và danh sách sản phẩm như bản in."),
        _("Tra từng giấy công nhận theo mã."),
    )
    return Head(
        title=pgettext("plural", "Quyết định công nhận"),
        qualifiers=(_("sản phẩm CNNT tiêu biểu"),),
        description=description,
        path=paged(address, stretch),
        crumbs=(Crumb(pgettext("plural", "Quyết định"), address),),
        nodes=(structured.register_node(address=address, description=description, changed=changed),),
    )


def paged(address: str, stretch: Stretch) -> str:
    """The address of one page of a list; the whole list at once is its first page."""
    return with_page(address, 1 if stretch.is_whole else stretch.page.number, stretch.parameter)


def decision_head(page: Mapping[str, Any]) -> Head:
    """Number first, as people look for it; then date, issuer, and how many products of which level."""
    decision: Decision = page["decision"]
    stretch: Stretch = page["stretch"]
    address = decision.get_absolute_url()
    signed = _signed(decision)
    description = description_of(_holds(page), signed, decision.title if is_source() else "")
    return Head(
        title=_("Quyết định %(number)s") % {"number": decision.number},
        qualifiers=(_levels_and_years(page["summary"]),),
        description=description,
        path=paged(address, stretch),
        picture=("decision", decision.slug or ""),
        crumbs=(_register_crumb(), Crumb(decision.number, address)),
        nodes=(
            {
                **structured.decision_node(decision, address=address, description=description),
                "mainEntity": listed_products(page["rows"], total=stretch.total),
            },
        ),
    )


def listed_products(rows: list[Any], *, total: int) -> dict[str, Any]:
    """The products that the rows of one page lead to; `total` is the length of the whole list."""
    return item_list((row.product_href for row in rows if row.product_href), total=total)


def _signed(decision: Decision) -> str:
    if decision.date and decision.issuer:
        return _("%(issuer)s ký ngày %(day)s.") % {"issuer": decision.issuer, "day": day(decision.date)}
    if decision.date:
        return _("Ký ngày %(day)s.") % {"day": day(decision.date)}
    return _sentence(decision.issuer)


def _holds(page: Mapping[str, Any]) -> str:
    total = page["summary"].total
    words = ngettext(
        "Danh sách %(count)s sản phẩm công nghiệp nông thôn tiêu biểu %(award)s.",
        "Danh sách %(count)s sản phẩm công nghiệp nông thôn tiêu biểu %(award)s.",
        total,
    )
    award = _levels_and_years(page["summary"])
    return " ".join((words % {"count": total, "award": award[:1].lower() + award[1:]}).split()).replace(" .", ".")


def _levels_and_years(summary: Any) -> str:
    """ "Cấp tỉnh 2024" of a list of one level and year; as much as is one."""
    level = str(AwardLevel(summary.levels[0]).label) if len(summary.levels) == 1 else ""
    return " ".join(filter(None, [level, str(summary.years[0]) if len(summary.years) == 1 else ""]))


def round_head(page: Mapping[str, Any]) -> Head:
    """One selection with its decisions and awards."""
    held: SelectionRound = page["round"]
    stretch: Stretch = page["stretch"]
    address = held.get_absolute_url()
    called = str(held)
    name = _("Bình chọn %(name)s") % {"name": called[:1].lower() + called[1:]}
    decisions = ", ".join(decision.number for decision in page["decisions"])
    by = _("Theo quyết định %(numbers)s.") % {"numbers": decisions} if decisions else ""
    description = description_of(_holds(page), by, translated(held, "about"))
    return Head(
        title=name,
        description=description,
        path=paged(address, stretch),
        crumbs=(_register_crumb(), Crumb(str(held), address)),
        nodes=(
            {
                "@type": "CollectionPage",
                "name": name,
                "description": description,
                "mainEntity": listed_products(page["rows"], total=stretch.total),
            },
        ),
    )


def verify_form_head() -> Head:
    """Where a printed code is typed."""
    address = reverse("products:verify_form")
    return Head(
        title=_("Kiểm tra giấy công nhận"),
        description=description_of(
            _("Gõ mã in dưới hình QR để xem sổ công nhận ghi gì về sản phẩm:"),
            _("cấp, năm, quyết định, còn hiệu lực hay không."),
        ),
        path=address,
        crumbs=(Crumb(_("Kiểm tra giấy công nhận"), address),),
    )


def verification_head(page: Mapping[str, Any]) -> Head:
    """One entry of the register. Only for whoever holds the paper: not listed by search engines."""
    entry = page["entry"]
    award = structured.award_words(entry.title, entry.year)
    checked = _("Kiểm tra giấy công nhận %(code)s") % {"code": entry.code}
    copied = _("%(name)s – mục trong sổ công nhận") % {"name": entry.standing.product_name}
    return Head(
        title=checked if entry.is_checked else copied,
        description=description_of(_sentence(f"{entry.standing.product_name}: {award}")),
        path=entry.verify_href,
        is_indexable=False,
        crumbs=(
            Crumb(_("Kiểm tra"), reverse("products:verify_form")),
            Crumb(entry.standing.product_name, entry.verify_href, SOURCE),
        ),
    )
