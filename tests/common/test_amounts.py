"""Numbers, weights, money and days in the form of each language."""

import datetime
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common import amounts, days

CODES = [code for code, _name in settings.LANGUAGES]
MARKS = {"vi": (".", ","), "en": (",", ".")}
whole = st.integers(min_value=0, max_value=10**15)
exact = st.decimals(min_value=0, max_value=10**9, places=2)
dates = st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2200, 12, 31))


@pytest.mark.parametrize(
    ("language", "number", "weight", "money", "span"),
    [
        ("vi", "1.234,5", "1.234,5 kg", "1.250.000 đ", "45.000 – 60.000 đ"),
        ("en", "1,234.5", "1,234.5 kg", "VND 1,250,000", "VND 45,000 – 60,000"),
    ],
)
def test_the_forms_of_each_language(language: str, number: str, weight: str, money: str, span: str):
    with translation.override(language):
        assert amounts.number(Decimal("1234.50")) == number
        assert amounts.weight(Decimal("1234.50")) == weight
        assert amounts.money(1250000) == money
        assert amounts.money(45000, 60000) == span
        assert amounts.money(45000, 45000) == amounts.money(45000)


def test_what_is_unknown_is_not_written_as_nothing():
    assert (amounts.number(None), amounts.weight(None), amounts.money(None)) == ("", "", "")
    assert amounts.number(0) == "0"


@pytest.mark.parametrize("language", CODES)
@given(value=st.one_of(whole, exact))
def test_a_number_reads_back_as_itself(language: str, value: int | Decimal):
    thousands, decimal = MARKS[language]
    with translation.override(language):
        written = amounts.number(value)
    assert Decimal(written.replace(thousands, "").replace(decimal, ".")) == value
    assert all(len(group) == 3 for group in written.split(decimal)[0].split(thousands)[1:])


@pytest.mark.parametrize("language", CODES)
@given(value=whole)
def test_money_keeps_its_digits_and_names_its_currency(language: str, value: int):
    with translation.override(language):
        written = amounts.money(value)
        assert amounts.number(value) in written
    assert ("đ" in written) == (language == "vi")
    assert ("VND" in written) == (language != "vi")


@given(date=dates)
def test_a_day_is_written_in_figures_in_vietnamese_and_with_the_month_in_words_in_english(date: datetime.date):
    with translation.override("vi"):
        assert days.day(date) == f"{date.day}/{date.month}/{date.year}"
        assert days.month_and_year(date) == f"{date.month}/{date.year}"
    with translation.override("en"):
        assert days.day(date) == f"{date.day} {date:%B} {date.year}"
        assert days.month_and_year(date) == f"{date:%B} {date.year}"


@given(months=st.sets(st.integers(min_value=1, max_value=12), min_size=1, max_size=11))
def test_months_in_english_hold_no_vietnamese(months: set[int]):
    with translation.override("en"):
        assert days.months_words(months).isascii()
