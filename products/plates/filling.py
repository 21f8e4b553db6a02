"""Drawing plates that are missing or changed: after a change by who made it, and each minute by the clock."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import get_template
from django.utils import timezone, translation

from common import marking
from common.locks import hold_until_commit
from products.models import Product
from products.presenting.cards import product_card, with_card_parts

from .models import ChangedPlate, StoredPlate
from .reading import holding
from .version import version

BATCH = 50
OLD_AFTER = timedelta(days=1)
"""Plates of another release go when no process of it can run any more."""


def fill(*, most: int | None = None) -> int:
    """Draw every plate that is missing or has changed, a batch a transaction; how many products were done."""
    done, last = _redraw_changed(most), 0
    while most is None or done < most:
        batch = _missing_after(last)
        if not batch:
            break
        draw(batch)
        done, last = done + len(batch), batch[-1]
    StoredPlate.objects.exclude(version=version()).filter(drawn_at__lt=timezone.now() - OLD_AFTER).delete()
    return done


def draw(products: Iterable[int]) -> None:
    """Draw the plates of these products now."""
    with transaction.atomic():
        hold_until_commit("products.plates")
        _draw(products)


def _redraw_changed(most: int | None) -> int:
    """What was noted is read before what is drawn, and exactly that is struck off: a change that comes meanwhile
    leaves a note of its own, so its plate is not shown and is drawn again.
    """
    done = 0
    while most is None or done < most:
        with transaction.atomic():
            hold_until_commit("products.plates")
            notes = list(ChangedPlate.objects.order_by("pk").values_list("pk", "product_id")[: BATCH * 4])
            if not notes:
                break
            if any(product == 0 for _note, product in notes):
                StoredPlate.objects.all().delete()
            products = sorted({product for _note, product in notes if product})
            _draw(products)
            ChangedPlate.objects.filter(pk__in=[note for note, _product in notes]).delete()
        done += len(products)
    return done


def _missing_after(last: int) -> list[int]:
    drawn = holding(settings.LANGUAGE_CODE).values("product_id")
    missing = Product.objects.published().filter(pk__gt=last).exclude(pk__in=drawn)
    return list(missing.order_by("pk").values_list("pk", flat=True)[:BATCH])


def _draw(products: Iterable[int]) -> None:
    """Replace the plates of these products in every language; those that are not public lose them."""
    wanted = list(products)
    StoredPlate.objects.filter(product_id__in=wanted, version=version()).delete()
    drawn = [plate for at in range(0, len(wanted), BATCH) for plate in _plates(wanted[at : at + BATCH])]
    StoredPlate.objects.bulk_create(drawn, batch_size=BATCH)


def _plates(products: list[int]) -> Iterator[StoredPlate]:
    template = get_template("products/_card.html")
    found = list(with_card_parts(Product.objects.published()).filter(pk__in=products))
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for product in found:
                card = product_card(product)
                yield StoredPlate(
                    product_id=product.pk,
                    language=code,
                    version=version(),
                    last_day=_last_day(product),
                    whatever_narrowed=sum(each.is_mark_shown for each in product.standings.all()) <= 1,
                    has_photo=bool(card.get("photo")),
                    is_example=card["is_example"],
                    href=card["href"],
                    markup=template.render({"card": card, "marked": marking.LATER}).strip(),
                )


def _last_day(product: Product) -> date | None:
    """The day after which a plate drawn today says something else: an award lapses, is revoked or is replaced."""
    today, one_day = timezone.localdate(), timedelta(days=1)
    turns = []
    for standing in product.standings.all():
        turns.append(standing.valid_until)
        turns += [day - one_day for day in (standing.revoked_date, standing.superseded_date) if day]
    return min((day for day in turns if day and day >= today), default=None)
