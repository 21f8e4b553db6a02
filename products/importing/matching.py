"""Which maker, product and award of the catalogue a row means. What is not certain is asked, never guessed."""

from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from common import text

from .entries import Entry
from .known import CatalogueIndex, KnownAward, KnownProducer, KnownProduct
from .names import loose_product_key
from .options import NEW, Choice
from .places import RowPlace
from .plan import Candidate

PRODUCER, PRODUCT = "producer", "product"
Record = TypeVar("Record", KnownProducer, KnownProduct)


class Undecided(Exception):  # noqa: N818 - a question, not an error
    """Several records fit, or one whose place speaks against it: a person has to choose."""

    def __init__(self, reason: str, candidates: list[Candidate]) -> None:
        super().__init__(reason)
        self.reason = reason
        self.candidates = tuple(candidates)


@dataclass(frozen=True)
class Found:
    """What a row means; None for a record to be added. `remarks` are shown beside the row."""

    producer: KnownProducer | None = None
    product: KnownProduct | None = None
    adopts: bool = False
    remarks: tuple[str, ...] = ()


def match(entry: Entry, choice: Choice, index: CatalogueIndex) -> Found:
    """The maker and the product of a row. Raises Undecided."""
    producer, remarks = _match_producer(entry, choice, index)
    product, adopts, more = _match_product(entry, choice, producer, index)
    return Found(producer, product, adopts, (*remarks, *more))


def _match_producer(
    entry: Entry, choice: Choice, index: CatalogueIndex
) -> tuple[KnownProducer | None, tuple[str, ...]]:
    if not entry.producer_key:
        return None, ()
    named = index.producers.get(entry.producer_key, [])
    fitting = [maker for maker in named if _may_be_in(maker, entry.place, index)]
    if len(fitting) == 1 and not _chosen_otherwise(choice, fitting[0], named):
        return fitting[0], _remarks_on_place(fitting[0], entry)
    if not named:
        return None, ()
    chosen = _chosen(choice, PRODUCER, named)
    if chosen is not None:
        return chosen[0], ()
    candidates = [_as_candidate(maker, entry, index) for maker in fitting or named]
    if fitting:
        reason = _("Có %(count)s cơ sở cùng tên ở nơi phù hợp; xin chọn.") % {"count": len(fitting)}
    else:
        reason = _("Có cơ sở cùng tên nhưng ở nơi khác; xin chọn cơ sở đó hoặc ghi mới.")
    raise Undecided(reason, candidates)


def _match_product(
    entry: Entry, choice: Choice, producer: KnownProducer | None, index: CatalogueIndex
) -> tuple[KnownProduct | None, bool, tuple[str, ...]]:
    if producer is not None:
        own = index.products.get((id(producer), entry.product_key), [])
        exact = [product for product in own if text.exact(product.name) == text.exact(entry.product_name)]
        own = exact or own
        if len(own) == 1 and not _differs_within_list(own[0], entry):
            return own[0], False, ()
        if own:
            return _choose_product(entry, choice, own, _("Cơ sở có sản phẩm trùng tên; xin chọn.")), False, ()
    elif not entry.producer_key:
        return _match_without_producer(entry, choice, index)
    return _match_orphan(entry, choice, producer, index)


def _differs_within_list(product: KnownProduct, entry: Entry) -> bool:
    """One list that spells two names with other accents may well mean two products ("bánh gai", "bánh gái")."""
    return bool(product.from_row) and text.exact(product.name) != text.exact(entry.product_name)


def _match_without_producer(
    entry: Entry, choice: Choice, index: CatalogueIndex
) -> tuple[KnownProduct | None, bool, tuple[str, ...]]:
    """The list names no maker: the same name in the same province, of a product that has none either."""
    same = [product for product in index.by_name.get(entry.product_key, []) if _in_province(product, entry, index)]
    orphans = [product for product in same if product.producer is None]
    if len(same) == 1 and orphans and entry.place.province_id in orphans[0].provinces:
        return orphans[0], False, (_("Cả hai nguồn không ghi cơ sở; ghép theo tên và tỉnh."),)
    if not same:
        return None, False, ()
    reason = _("Danh sách không ghi cơ sở, trong sổ có sản phẩm cùng tên; xin chọn.")
    return _choose_product(entry, choice, same, reason), False, ()


def _match_orphan(
    entry: Entry, choice: Choice, producer: KnownProducer | None, index: CatalogueIndex
) -> tuple[KnownProduct | None, bool, tuple[str, ...]]:
    """The list names the maker; the catalogue may hold the product of a source that did not."""
    orphans = [product for product in index.orphans.get(entry.product_key, []) if _in_province(product, entry, index)]
    if not orphans:
        return None, False, _remarks_on_likeness(entry, producer, index)
    reason = _("Trong sổ có sản phẩm cùng tên chưa rõ cơ sở; xin chọn có phải là sản phẩm này không.")
    product = _choose_product(entry, choice, orphans, reason)
    return product, product is not None, ()


def _choose_product(entry: Entry, choice: Choice, products: list[KnownProduct], reason: str) -> KnownProduct | None:
    chosen = _chosen(choice, PRODUCT, products)
    if chosen is not None:
        return chosen[0]
    raise Undecided(reason, [_product_candidate(product) for product in products])


def _chosen(choice: Choice, kind: str, records: list[Record]) -> tuple[Record | None] | None:
    """The choice made among these: a 1-tuple of the record or of None for "new"; None where nothing fits."""
    answer = choice.for_kind(kind)
    if answer == NEW:
        return (None,)
    return next(((record,) for record in records if answer in record.answers), None)


def _chosen_otherwise(choice: Choice, fitting: KnownProducer, named: list[KnownProducer]) -> bool:
    """True when a person named another maker than the one that fits, or asked for a new one."""
    answer = choice.producer
    others = {answer for maker in named if maker is not fitting for answer in maker.answers}
    return answer == NEW or answer in others


def _may_be_in(maker: KnownProducer, place: RowPlace, index: CatalogueIndex) -> bool:
    """True unless the two places contradict each other."""
    if maker.province_id and place.province_id and maker.province_id != place.province_id:
        return False
    if not place.communes:
        return True
    known = maker.communes(index.places)
    return not known or not known.isdisjoint(place.communes)


def _in_province(product: KnownProduct, entry: Entry, index: CatalogueIndex) -> bool:
    provinces = set(product.provinces)
    if product.producer is not None and product.producer.province_id:
        provinces.add(product.producer.province_id)
    return not provinces or not entry.place.province_id or entry.place.province_id in provinces


def _remarks_on_place(maker: KnownProducer, entry: Entry) -> tuple[str, ...]:
    if maker.province_id and entry.place.province_id:
        return ()
    return (_("Ghép với cơ sở cùng tên; một bên không ghi tỉnh."),)


def _remarks_on_likeness(entry: Entry, producer: KnownProducer | None, index: CatalogueIndex) -> tuple[str, ...]:
    """Products of the same name and province under another maker's name may be one; staff can merge them later."""
    name = loose_product_key(entry.product_name)
    alike = [
        product
        for product in index.by_name.get(name, []) + index.by_name.get(entry.product_key, [])
        if product.producer is not None
        and product.producer is not producer
        and product.producer.province_id == entry.place.province_id
    ]
    if not alike or not entry.place.province_id:
        return ()
    sentence = _("Cùng tên và tỉnh với sản phẩm của %(producer)s; nếu là một thì gộp sau.")
    return (sentence % {"producer": alike[0].producer.name},)


def _as_candidate(maker: KnownProducer, entry: Entry, index: CatalogueIndex) -> Candidate:
    why = _("cùng tên, cùng nơi") if _may_be_in(maker, entry.place, index) else _("cùng tên, khác nơi")
    where = maker.address or (_("dòng %(row)s của danh sách") % {"row": maker.from_row} if maker.from_row else "")
    return Candidate(PRODUCER, maker.answers[-1], f"{maker.name} – {where}" if where else maker.name, why)


def _product_candidate(product: KnownProduct) -> Candidate:
    maker = product.producer.name if product.producer else _("chưa rõ cơ sở")
    return Candidate(PRODUCT, product.answers[-1], f"{product.name} – {maker}", _("cùng tên sản phẩm"))


def find_award(
    entry: Entry, product: KnownProduct | None, index: CatalogueIndex, *, unique_reference: bool
) -> KnownAward | None:
    """The award in the register that this row repeats.

    A row's own id decides where the list gives each row one; otherwise product, level, year and decision.
    """
    if unique_reference:
        for award in index.references.get(entry.source_reference, []):
            if _is_same_source(award, entry):
                return award
    for award in product.awards if product else ():
        if (award.level, award.year) == (entry.level, entry.year) and _fits(award, entry, unique_reference):
            return award
    return None


def _is_same_source(award: KnownAward, entry: Entry) -> bool:
    if award.source_url or entry.source_url:
        return award.source_url == entry.source_url
    return bool(entry.decision_key) and award.decision_key == entry.decision_key


def _fits(award: KnownAward, entry: Entry, unique_reference: bool) -> bool:
    if entry.decision_key and award.decision_key and entry.decision_key != award.decision_key:
        return False
    own_rows = unique_reference and award.source_reference and _is_same_source(award, entry)
    return not own_rows or award.source_reference == entry.source_reference
