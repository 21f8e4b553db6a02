"""Producers in words, for every page that shows them."""

from babel import Locale
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import languages
from common.languages import as_written, joined, name_words, words_of

from .models import CraftVillage, Producer, ResponseRecord


def country_names(codes: list[str]) -> list[str]:
    """Names of ISO 3166-1 codes in the reader's language (Unicode CLDR); an unknown code as it is."""
    territories = Locale.parse(languages.current(), sep="-").territories
    return [territories.get(code, code) for code in codes]


def place_words(producer: Producer) -> str:
    """Today's commune and province, as far as they are known; needs `for_cards`."""
    if producer.commune is not None:
        return f"{producer.commune.full_name}, {producer.commune.province.name}"
    return producer.province.name if producer.province is not None else ""


def address_words(producer: Producer) -> str:
    """The address of today: street or hamlet, commune, province."""
    parts: list[str] = [as_written(producer.address_line)]
    if producer.commune is not None:
        parts += [producer.commune.full_name, producer.commune.province.full_name]
    elif producer.province is not None:
        parts.append(producer.province.full_name)
    return joined(parts)


def register_facts(producer: Producer) -> list[dict[str, str]]:
    """What law 122/2025/QH15 asks a profile to name, and what a buyer asks about the maker."""
    village = producer.craft_village
    facts = [
        {"label": _("Tên trên giấy đăng ký"), "value": as_written(producer.legal_name or producer.name_vi)},
        {"label": _("Loại hình"), "value": str(producer.get_legal_form_display())},
        {"label": _("Số đăng ký, mã số thuế"), "value": producer.registration_number},
        {"label": _("Người đại diện"), "value": as_written(_representative(producer))},
        {"label": _("Địa chỉ"), "value": address_words(producer)},
    ]
    if producer.address_as_printed and producer.address_as_printed != address_words(producer):
        facts.append({"label": _("Địa chỉ trên giấy tờ"), "value": as_written(producer.address_as_printed)})
    if village is not None:
        href = "" if village.archived_at else village.get_absolute_url()
        facts.append({"label": _("Làng nghề"), "value": name_words(village), "href": href})
    optional = [
        (_("Năm thành lập"), str(producer.founded_year or "")),
        (_("Lao động"), _("%(count)s người") % {"count": producer.worker_count} if producer.worker_count else ""),
        (_("Năng lực sản xuất"), words_of(producer, "capacity")),
        (_("Đã xuất khẩu sang"), ", ".join(country_names(producer.export_markets))),
    ]
    facts += [{"label": label, "value": value} for label, value in optional if value]
    return facts


def village_facts(village: CraftVillage) -> list[dict[str, str]]:
    """Its trade, when and by what it was recognised, and where it is; what is not known is said."""
    recognised = str(village.recognised_year or "")
    if village.decision_number:
        recognised = ", ".join(filter(None, [recognised, village.decision_number]))
    place = village.commune or village.province
    province = village.commune.province if village.commune is not None else None
    return [
        {"label": _("Nghề"), "value": words_of(village, "craft")},
        {"label": _("Công nhận làng nghề"), "value": recognised},
        {"label": _("Nơi"), "value": ", ".join(each.full_name for each in (place, province) if each is not None)},
    ]


def _representative(producer: Producer) -> str:
    return " ".join(filter(None, [producer.representative_title, producer.representative]))


def response_words(producer: Producer) -> str:
    """ "Trả lời 9 trong 10 câu hỏi của năm qua, thường trong 1 ngày"; nothing while too few were asked."""
    record: ResponseRecord | None = getattr(producer, "response", None)
    if record is None:
        return ""
    counts = {"asked": record.asked, "answered": record.answered}
    if not record.answered or record.usual_hours is None:
        return _("Chưa trả lời câu nào trong %(asked)s câu hỏi của năm qua") % counts
    days = max(1, -(-record.usual_hours // 24))
    usual = ngettext("thường trong %(days)s ngày", "thường trong %(days)s ngày", days) % {"days": days}
    return _("Trả lời %(answered)s trong %(asked)s câu hỏi của năm qua, %(usual)s") % {**counts, "usual": usual}
