"""What a buyer needs to decide, and the maker's description in the dossier's order; only what is filled."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.amounts import money, weight
from common.days import day, months_words
from common.languages import GLOSS, Words, as_written, in_language, joined, words_of
from products.models import PriceKind, Product
from products.units import in_english


def price_words(product: Product) -> str:
    """ "45.000 – 60.000 đ một gói 500 g, giá ngày 3/2/2026"; on request in words; nothing where not spoken of."""
    if product.price_kind == PriceKind.ON_REQUEST:
        return _("Hỏi cơ sở, theo số lượng")
    if product.price_kind != PriceKind.RANGE or product.price_least is None:
        return ""
    words = joined([money(product.price_least, product.price_most or None), _unit_words(product)], " ")
    dated = _("giá ngày %(day)s") % {"day": day(product.price_date)} if product.price_date else ""
    return joined([words, dated])


def packing_words(product: Product, field: str) -> Words:
    """Packing or an amount: in English where its Vietnamese is one of the usual forms and nobody translated it."""
    words = words_of(product, field)
    english = in_english(words) if words.is_awaited else ""
    if not english:
        return words
    return Words(english[:1].upper() + english[1:] if words[:1].isupper() else english, GLOSS)


def _unit_words(product: Product) -> str:
    """ "một gói 500 g", after the price; "/ gói 500 g" where the unit is in another language than the page."""
    unit = packing_words(product, "price_unit")
    if unit.is_awaited:
        return joined(["/", unit], " ") if unit else ""
    return _("một %(unit)s") % {"unit": unit} if unit else ""


def lead_time_words(product: Product) -> str:
    """ "3–5 ngày sau khi chốt"."""
    least, most = product.lead_time_days_least, product.lead_time_days_most
    bounds = [str(bound) for bound in (least, most) if bound is not None]
    if not bounds:
        return ""
    return _("%(days)s ngày sau khi chốt") % {"days": "–".join(dict.fromkeys(bounds))}


def shelf_life_words(product: Product) -> str:
    months = product.shelf_life_months
    life = ngettext("%(months)s tháng", "%(months)s tháng", months or 0) % {"months": months} if months else ""
    return joined([life, words_of(product, "storage")])


def _carton_words(product: Product) -> str:
    """ "60 × 40 × 35 cm, 14,5 kg"; who typed the unit as well does not see it twice."""
    size = product.carton_size
    if size and size[-1].isdigit():
        size = f"{size} cm"
    return ", ".join(filter(None, [size, weight(product.carton_weight_kg or None)]))


def _yes_no(value: bool | None) -> str:
    return "" if value is None else (_("Có") if value else _("Không"))


def buyer_facts(product: Product) -> list[dict[str, Any]]:
    """Rows for a buyer, in the order in which buyers ask; empty ones left out."""
    return [row for row in every_fact(product) if row["value"]]


def every_fact(product: Product) -> list[dict[str, Any]]:
    """The same rows for every product, in the order in which buyers ask; an empty value is one nobody filled.

    `months` are the numbers behind the words of the one row that has them.
    """
    certificates = joined(_certificate_words(item) for item in product.certificates.all())
    in_stock = _("Tháng có hàng")
    rows = [
        (_("Bộ gồm"), words_of(product, "set_contents") if product.is_set else ""),
        (_("Quy cách"), packing_words(product, "packing")),
        (_("Đặt ít nhất"), packing_words(product, "minimum_order")),
        (_("Mỗi tháng làm được"), packing_words(product, "monthly_capacity")),
        (in_stock, months_words(product.available_months)),
        (_("Thời gian giao"), lead_time_words(product)),
        (_("Hạn dùng"), shelf_life_words(product)),
        (_("Kích thước, khối lượng"), packing_words(product, "size")),
        (_("Chất liệu, thành phần"), words_of(product, "material")),
        (_("Chất gây dị ứng"), words_of(product, "allergens")),
        (_("Công dụng"), words_of(product, "use")),
        (_("Giấy tờ"), certificates),
        (_("Giá"), price_words(product)),
        (_("Gửi mẫu"), words_of(product, "sample_terms")),
        (_("Hóa đơn GTGT"), _yes_no(product.has_vat_invoice)),
        (_("Hộp quà"), _yes_no(product.has_gift_box)),
        (_("Làm nhãn riêng"), _yes_no(product.takes_own_label)),
        (_("Nơi mua lẻ"), words_of(product, "retail_places")),
        (_("Thị trường"), words_of(product, "markets")),
        (_("Mã HS"), product.hs_code),
        (_("Thùng hàng"), _carton_words(product)),
        (_("Bắt đầu làm từ"), str(product.start_year or "")),
        (_("Mẫu mã"), as_written(product.model_code)),
    ]
    months = {in_stock: product.available_months}
    return [{"label": label, "value": value, "months": months.get(label, ())} for label, value in rows]


def _certificate_words(certificate: Any) -> str:
    words = str(certificate.get_kind_display())
    if certificate.number:
        words += f" {certificate.number}"
    if certificate.valid_until:
        lapsed = certificate.has_lapsed_on(timezone.localdate())
        shape = _("%(paper)s (hết hạn %(day)s)") if lapsed else _("%(paper)s (đến %(day)s)")
        words = shape % {"paper": words, "day": day(certificate.valid_until)}
    return words


def recognition_words(product: Product) -> list[str]:
    """Recognitions of other programmes, in words only: they never get one of our marks."""
    words = []
    for item in product.recognitions.all():
        parts = [str(item.get_programme_display()), as_written(item.title)]
        if item.stars:
            parts.append(ngettext("%(stars)s sao", "%(stars)s sao", item.stars) % {"stars": item.stars})
        if item.year:
            parts.append(str(item.year))
        words.append(joined(parts, " "))
    return words


def description_parts(product: Product) -> list[dict[str, str]]:
    """The dossier's longer texts, in its order."""
    labels = {
        "technology": _("Cách làm"),
        "raw_material": _("Nguyên liệu"),
        "environment": _("Bảo vệ môi trường"),
        "cultural_value": _("Giá trị văn hóa"),
    }
    parts = [{"field": field, "label": label, "text": in_language(product, field)} for field, label in labels.items()]
    return [part for part in parts if part["text"]]
