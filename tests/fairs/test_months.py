"""The calendar by month: a grid of weeks, what nobody knows the day of, and how far one may turn the pages."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from hypothesis import given
from hypothesis import strategies as st

from fairs.models import DatePrecision, FairEdition, FairState
from fairs.presenting import months
from tests.factories.fairs import FairClosedDayFactory, FairEditionFactory
from tests.markup import Page

FEBRUARY = datetime.date(2030, 2, 1)
DAY = datetime.timedelta(days=1)
days = st.dates(min_value=datetime.date(2028, 1, 1), max_value=datetime.date(2031, 12, 31))


def month_at(month: datetime.date) -> Page:
    response = Client().get(months.month_href(month))
    assert response.status_code == 200
    return Page(response.content.decode())


def an_edition(start, length=0, *, pk=1, closed=()):
    edition = FairEdition(
        pk=pk,
        slug=f"hoi-cho-{pk}",
        name_vi=f"Hội chợ {pk}",
        year=start.year,
        start_date=start,
        end_date=start + length * DAY,
    )
    shut = type(edition).closed_days.rel.related_model
    edition.closed_days = [shut(date=start + offset * DAY) for offset in closed]
    return edition


def bars_of(weeks, edition):
    """date → kind of the fair's bar on that day."""
    cells = [day for week in weeks for day in week if day]
    return {day.date: bar.kind for day in cells for bar in day.bars if bar.name == edition.name}


@given(days)
def test_a_month_has_all_its_days_once_under_their_weekday(day):
    month = day.replace(day=1)
    weeks = months.weeks_of(month, [], day)
    dates = [cell.date for week in weeks for cell in week if cell]
    assert dates == [month + offset * DAY for offset in range((months.last_day_of(month) - month).days + 1)]
    assert all(cell is None or cell.date.weekday() == column for week in weeks for column, cell in enumerate(week))
    assert [cell.date for week in weeks for cell in week if cell and cell.is_today] == [day]


@given(days, st.integers(0, 45), st.sets(st.integers(0, 45)), days)
def test_every_day_of_a_fair_says_open_or_closed_and_no_other_day_does(start, length, closed, shown):
    edition = an_edition(start, length, closed=closed)
    month = shown.replace(day=1)
    bars = bars_of(months.weeks_of(month, [edition], month), edition)
    inside = [start + offset * DAY for offset in range(length + 1)]
    inside = [day for day in inside if (day.year, day.month) == (month.year, month.month)]
    assert sorted(bars) == inside
    assert {day for day, kind in bars.items() if kind == "closed"} == {
        day for day in inside if (day - start).days in closed
    }


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), max_size=8))
def test_fairs_of_one_week_never_share_a_place_and_each_keeps_its_own(spans):
    editions = [
        an_edition(datetime.date(2030, 1, 20) + start * DAY, length, pk=number)
        for number, (start, length) in enumerate(sorted(spans), start=1)
    ]
    for week in months.weeks_of(FEBRUARY, editions, FEBRUARY):
        rows: dict[str, set[int]] = {}
        for day in filter(None, week):
            for row, bar in enumerate(day.bars):
                if bar.name:
                    rows.setdefault(bar.name, set()).add(row)
        assert all(len(places) == 1 for places in rows.values())


@given(days, st.integers(0, 60), st.sampled_from(list(DatePrecision)), st.booleans(), st.booleans(), days)
@pytest.mark.django_db
def test_the_lists_of_coming_and_past_fairs_say_what_each_fair_says(
    start, length, precision, has_start, has_end, today
):
    FairEdition.objects.all().delete()
    edition = FairEditionFactory(
        year=start.year,
        start_date=start if has_start else None,
        end_date=start + length * DAY if has_end else None,
        date_precision=precision,
    )
    is_over = edition.state_on(today) == FairState.ENDED
    assert FairEdition.objects.past(today).exists() == is_over
    assert FairEdition.objects.upcoming(today).exists() != is_over


@pytest.mark.django_db
def test_a_fair_of_which_only_the_month_is_known_is_not_over_before_the_month_is():
    edition = FairEditionFactory(month_only=True)
    assert edition.state_on(datetime.date(2030, 12, 20)) == FairState.PLANNED
    assert edition.state_on(datetime.date(2031, 1, 1)) == FairState.ENDED


@pytest.mark.django_db
def test_a_month_is_a_table_whose_columns_are_weekdays_with_the_fairs_in_their_days():
    edition = FairEditionFactory(start_date=datetime.date(2030, 2, 14), end_date=datetime.date(2030, 2, 20))
    FairClosedDayFactory(edition=edition, date=datetime.date(2030, 2, 16))
    page = month_at(FEBRUARY)
    assert len(page.all("th", scope="col")) == 7 and page.all("abbr", title=capfirst(WEEKDAYS[0]))
    assert len(page.all("td")) == 35 and len(page.all("td", **{"class": "is-outside"})) == 7
    grid = page.words.split("Trong tháng")[0]
    assert f"{edition.name}, còn mở" in grid and f"{edition.name}: nghỉ" in grid
    assert page.links.count(edition.get_absolute_url()) == 4  # 14/2, after the closed day, on Monday, in the list
    assert "Xếp theo ngày mở cửa." in page.words


@pytest.mark.django_db
def test_what_nobody_knows_the_day_of_stands_apart():
    by_month = FairEditionFactory(month_only=True)
    by_year = FairEditionFactory(year=2030, start_date=None, end_date=None, date_precision=DatePrecision.YEAR)
    page = month_at(datetime.date(2030, 12, 1))
    apart = page.words.split("Trong tháng, chưa rõ ngày")[1]
    undated, year_only = apart.split("Trong năm 2030, chưa rõ tháng")
    assert by_month.name in undated and by_year.name in year_only
    assert "Không có hội chợ nào đã rõ ngày trong tháng này." in page.words
    assert by_year.name not in month_at(datetime.date(2029, 12, 1)).words


@pytest.mark.django_db
def test_a_cancelled_fair_stands_in_its_days_and_says_so():
    edition = FairEditionFactory(cancelled=True, start_date=datetime.date(2030, 2, 4))
    assert f"Đã hủy: {edition.name}" in month_at(FEBRUARY).words


@pytest.mark.django_db
def test_the_pages_can_be_turned_from_the_first_fair_to_the_last_and_no_further():
    FairEditionFactory(start_date=datetime.date(2019, 11, 28), end_date=datetime.date(2019, 12, 2))
    FairEditionFactory(start_date=datetime.date(2031, 2, 10), end_date=datetime.date(2031, 3, 2))
    FairEditionFactory(unpublished=True, start_date=datetime.date(2035, 1, 1))
    first, last = month_at(datetime.date(2019, 11, 1)), month_at(datetime.date(2031, 3, 1))
    assert months.month_href(datetime.date(2019, 12, 1)) in first.links
    assert months.month_href(datetime.date(2019, 10, 1)) not in first.links
    assert months.month_href(datetime.date(2031, 2, 1)) in last.links
    assert months.month_href(datetime.date(2031, 4, 1)) not in last.links
    for year, month in ((2019, 10), (2031, 4), (2030, 0), (2030, 13), (0, 1), (10**12, 1)):
        assert Client().get(reverse("fairs:month", args=[year, month])).status_code == 404


@pytest.mark.django_db
def test_the_year_says_how_many_fairs_each_month_has():
    FairEditionFactory(start_date=datetime.date(2030, 1, 30), end_date=datetime.date(2030, 2, 3))
    FairEditionFactory(start_date=datetime.date(2030, 2, 10))
    links = month_at(FEBRUARY).link_words
    assert "1 hội chợ" in links[months.month_href(datetime.date(2030, 1, 1))]
    assert "2 hội chợ" in links[months.month_href(FEBRUARY)]


@pytest.mark.django_db
def test_a_month_asks_the_same_of_the_database_whatever_it_holds(django_assert_max_num_queries):
    for number in range(12):
        FairClosedDayFactory(edition=FairEditionFactory(start_date=FEBRUARY + number * 2 * DAY))
    month_at(FEBRUARY)
    with django_assert_max_num_queries(12) as asked:
        month_at(FEBRUARY)
    assert sum('"fairs_' in query["sql"] for query in asked) <= 6
