"""Dates and months, in the words of the page's language."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from common import days


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([11, 12, 1, 2], "November to February"),
        ([3], "March"),
        ([1, 3, 4], "January, March to April"),
        (range(1, 13), "all year round"),
    ],
)
def test_months_have_their_names_in_english(months, words: str) -> None:
    with translation.override("en"):
        assert days.months_words(months) == words


@pytest.mark.parametrize(("language", "name"), [("vi", "1/6"), ("en", "1 Jun")])
def test_the_first_of_a_month_says_which_month(language: str, name: str) -> None:
    with translation.override(language):
        assert [cell["name"] for cell in days.fair_days(date(2026, 5, 31), date(2026, 6, 2))] == ["31", name, "2"]


@pytest.mark.parametrize(("language", "words"), [("vi", "12/2026"), ("en", "December 2026")])
def test_a_month_that_is_all_that_is_known(language: str, words: str) -> None:
    with translation.override(language):
        assert days.month_and_year(date(2026, 12, 1)) == words


@pytest.mark.parametrize(("language", "words"), [("vi", "3/2/2026"), ("en", "3 February 2026")])
def test_a_moment_shown_as_a_day_is_the_day_it_is_in_vietnam(language: str, words: str) -> None:
    drawn = Template("{% load site_tags %}{{ moment|day }}")
    with translation.override(language):
        assert drawn.render(Context({"moment": datetime(2026, 2, 2, 20, 0, tzinfo=UTC)})) == words
