"""What a list shows of each kind: the inputs of the component `plate`, from what one prefetch brought."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import days
from common.languages import in_language, language_of
from common.renditions import plate_photo
from fairs.models import DatePrecision, FairEdition
from producers.models import CraftVillage, LegalForm, Producer, ProducerPhoto
from products.models import Product, SelectionRound
from products.plates.reading import stored_plates
from products.presenting import cards

from .kinds import CardWishes


def product_card(product: Product, wishes: CardWishes) -> dict[str, Any]:
    """The catalogue's own card, showing an award among those that the list is narrowed to."""
    return cards.product_card(product, levels=wishes.levels, years=wishes.years)


def stored_product_cards(ids: list[int], wishes: CardWishes) -> dict[int, dict[str, Any]]:
    """Those drawn beforehand: none where words are marked in them."""
    if wishes.marked:
        return {}
    return stored_plates(ids, narrowed=bool(wishes.levels or wishes.years))


def _named(record: Producer | FairEdition | CraftVillage) -> dict[str, str]:
    spoken = record.spoken_name
    return {
        "name": spoken.words,
        "name_lang": spoken.language,
        "beside": spoken.beside,
        "beside_lang": spoken.beside_language,
    }


def producers_for_cards(producers: QuerySet[Producer]) -> QuerySet[Producer]:
    photos = ProducerPhoto.objects.select_related("photo").prefetch_related("photo__renditions")
    return producers.for_cards().prefetch_related(Prefetch("photos", photos))


def producer_card(producer: Producer, wishes: CardWishes) -> dict[str, Any]:
    known_form = producer.legal_form != LegalForm.UNKNOWN
    return {
        "href": producer.get_absolute_url(),
        **_named(producer),
        "maker": str(producer.get_legal_form_display()) if known_form else "",
        "place": producer.province.name if producer.province else "",
        "motif": "khac",
        "seed": producer.pk,
        "is_example": producer.is_example,
        **plate_photo(producer.photos.all()),
    }


def fairs_for_cards(editions: QuerySet[FairEdition]) -> QuerySet[FairEdition]:
    return editions.for_cards()


def fair_card(edition: FairEdition, wishes: CardWishes) -> dict[str, Any]:
    return {
        "href": edition.get_absolute_url(),
        **_named(edition),
        "maker": fair_days(edition),
        "place": edition.province.name if edition.province else "",
        "motif": "khac",
        "seed": edition.pk,
        "is_example": edition.is_example,
    }


def fair_days(edition: FairEdition) -> str:
    """As much of the date as is known: "2.2 – 13.2 · 2026", "tháng 5/2026", "2026"."""
    start = edition.start_date
    if start is None or edition.date_precision == DatePrecision.YEAR:
        return str(edition.year)
    if edition.date_precision == DatePrecision.MONTH:
        return _("tháng %(month)s") % {"month": days.month_and_year(start)}
    return f"{days.day_range(start, edition.end_date)} · {edition.year}"


def villages_for_cards(villages: QuerySet[CraftVillage]) -> QuerySet[CraftVillage]:
    return villages.select_related("commune__province", "province")


def village_card(village: CraftVillage, wishes: CardWishes) -> dict[str, Any]:
    province = village.province or (village.commune.province if village.commune else None)
    return {
        "href": village.get_absolute_url(),
        **_named(village),
        "maker": in_language(village, "craft"),
        "maker_lang": language_of(village, "craft"),
        "place": province.name if province else "",
        "motif": "khac",
        "seed": village.pk,
        "is_example": village.is_example,
    }


def round_card(selection: SelectionRound, wishes: CardWishes) -> dict[str, Any]:
    """No mark of a level: that belongs to what was awarded. Needs what `products.rounds.with_results` counts."""
    return {
        "href": selection.get_absolute_url(),
        "name": str(selection),
        "maker": round_results(selection),
        "place": selection.province.name if selection.province else "",
        "motif": "khac",
        "seed": selection.pk,
    }


def round_results(selection: Any) -> str:
    """Its decision, or how many there are, and how many products: "Quyết định 3116/QĐ-BCT · 7 sản phẩm …"."""
    papers, awards = selection.decision_count, selection.award_count
    decisions = ""
    if papers == 1:
        decisions = _("Quyết định %(number)s") % {"number": selection.decision_number}
    elif papers:
        decisions = ngettext("%(count)s quyết định", "%(count)s quyết định", papers) % {"count": papers}
    words = ngettext("%(count)s sản phẩm được công nhận", "%(count)s sản phẩm được công nhận", awards)
    return " · ".join(filter(None, [decisions, words % {"count": awards}]))
