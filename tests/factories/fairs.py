"""Fairs; traits are what may be known of one."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from fairs.models import DatePrecision, Exhibitor, FairClosedDay, FairEdition, FairSeries


class FairSeriesFactory(DjangoModelFactory):
    class Meta:
        model = FairSeries

    name_vi = factory.Sequence(lambda number: f"Hội chợ công nghiệp nông thôn Thái Nguyên {number}")
    slug = factory.Sequence(lambda number: f"hoi-cho-thai-nguyen-{number}")


class FairEditionFactory(DjangoModelFactory):
    """A published fair that begins in a month; traits are the states it may be in."""

    class Meta:
        model = FairEdition

    class Params:
        past = factory.Trait(year=2020, start_date=datetime.date(2020, 5, 1), end_date=datetime.date(2020, 5, 6))
        unpublished = factory.Trait(live=False, has_unpublished_changes=True)
        cancelled = factory.Trait(cancelled_at=factory.LazyFunction(timezone.now), cancel_reason="bão số 11")
        month_only = factory.Trait(
            start_date=datetime.date(2030, 12, 1), end_date=None, date_precision=DatePrecision.MONTH
        )

    name_vi = factory.Sequence(lambda number: f"Hội chợ hàng công nghiệp nông thôn lần {number}")
    slug = factory.Sequence(lambda number: f"hoi-cho-hang-cong-nghiep-nong-thon-lan-{number}")
    start_date = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=30))
    end_date = factory.LazyAttribute(lambda fair: fair.start_date + datetime.timedelta(days=5))
    year = factory.LazyAttribute(lambda fair: fair.start_date.year)
    live = True


class ExhibitorFactory(DjangoModelFactory):
    class Meta:
        model = Exhibitor

    edition = factory.SubFactory(FairEditionFactory)
    name = factory.Sequence(lambda number: f"Hợp tác xã chè Tân Cương {number}")
    booth_number = factory.Sequence(lambda number: f"A{number}")


class FairClosedDayFactory(DjangoModelFactory):
    class Meta:
        model = FairClosedDay

    edition = factory.SubFactory(FairEditionFactory)
    date = factory.LazyAttribute(lambda shut: shut.edition.start_date + datetime.timedelta(days=2))
