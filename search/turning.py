"""Which products are found by other facts from a day on, though nobody saved them."""

import datetime

from django.db.models import Q

from products.models import AwardStanding, Product, ProductCertificate

ONE_DAY = datetime.timedelta(days=1)
DECEMBER = 12


def turned_between(first: datetime.date, last: datetime.date) -> set[int]:
    """Products that turned at the midnight before any of these days: awards and papers that lapsed, awards revoked or
    superseded from that day, goods of the month that began.
    """
    return _by_awards(first, last) | _by_certificates(first, last) | _by_months(first, last)


def _by_awards(first: datetime.date, last: datetime.date) -> set[int]:
    turned = AwardStanding.objects.filter(
        Q(valid_until__range=(first - ONE_DAY, last - ONE_DAY))
        | Q(revoked_date__range=(first, last))
        | Q(superseded_date__range=(first, last))
    )
    return set(turned.values_list("product_id", flat=True))


def _by_certificates(first: datetime.date, last: datetime.date) -> set[int]:
    """The last day of a paper is a day on which it is valid."""
    lapsed = ProductCertificate.objects.filter(valid_until__range=(first - ONE_DAY, last - ONE_DAY))
    return set(lapsed.values_list("product_id", flat=True))


def _by_months(first: datetime.date, last: datetime.date) -> set[int]:
    """Where a month began: products that have goods in it and had none in the month before, or the other way round."""
    days = (first + ONE_DAY * number for number in range((last - first).days + 1))
    began = [day.month for day in days if day.day == 1]
    if not began:
        return set()
    seasonal = Product.objects.published().exclude(available_months=[])
    return {
        number
        for number, months in seasonal.values_list("pk", "available_months").iterator()
        if any((month in months) != ((month - 1 or DECEMBER) in months) for month in began)
    }
