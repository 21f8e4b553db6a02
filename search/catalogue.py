"""The kinds of the catalogue, which are always findable."""

from django.utils.translation import gettext_lazy as _

from fairs.models import FairEdition
from producers.models import CraftVillage, Producer
from products.models import Product, SelectionRound
from products.presenting.cards import with_card_parts
from products.rounds import with_results

from . import cards, kinds
from .documents import fairs, producers, products, rounds, villages
from .quoting import FAIR_TEXTS, PRODUCER_TEXTS, PRODUCT_TEXTS, ROUND_TEXTS, VILLAGE_TEXTS, texts_in

PRODUCTS = kinds.Kind(
    name=products.KIND,
    model=Product,
    word="san-pham",
    label=_("Sản phẩm"),
    eligible=products.eligible,
    prepared=products.prepared,
    to_documents=products.to_documents,
    for_cards=with_card_parts,
    card=cards.product_card,
    order=1,
    stored=cards.stored_product_cards,
    texts=texts_in(*PRODUCT_TEXTS, also=("other_names",)),
)
PRODUCERS = kinds.Kind(
    name=producers.KIND,
    model=Producer,
    word="co-so",
    label=_("Cơ sở sản xuất"),
    eligible=producers.eligible,
    prepared=producers.prepared,
    to_documents=producers.to_documents,
    for_cards=cards.producers_for_cards,
    card=cards.producer_card,
    order=2,
    texts=texts_in(*PRODUCER_TEXTS, also=("other_names", "legal_name")),
)
VILLAGES = kinds.Kind(
    name=villages.KIND,
    model=CraftVillage,
    word="lang-nghe",
    label=_("Làng nghề"),
    eligible=villages.eligible,
    prepared=villages.prepared,
    to_documents=villages.to_documents,
    for_cards=cards.villages_for_cards,
    card=cards.village_card,
    order=3,
    texts=texts_in(*VILLAGE_TEXTS),
)
FAIRS = kinds.Kind(
    name=fairs.KIND,
    model=FairEdition,
    word="hoi-cho",
    label=_("Hội chợ"),
    eligible=fairs.eligible,
    prepared=fairs.prepared,
    to_documents=fairs.to_documents,
    for_cards=cards.fairs_for_cards,
    card=cards.fair_card,
    order=4,
    texts=texts_in(*FAIR_TEXTS, also=("exhibitors_summary", "organiser", "host", "venue")),
)
ROUNDS = kinds.Kind(
    name=rounds.KIND,
    model=SelectionRound,
    word="ky-binh-chon",
    label=_("Kỳ bình chọn"),
    eligible=rounds.eligible,
    prepared=rounds.prepared,
    to_documents=rounds.to_documents,
    for_cards=with_results,
    card=cards.round_card,
    order=5,
    texts=texts_in(*ROUND_TEXTS),
)


def register() -> None:
    """Called once, when all apps are ready."""
    for kind in (PRODUCTS, PRODUCERS, VILLAGES, FAIRS, ROUNDS):
        kinds.register(kind)
