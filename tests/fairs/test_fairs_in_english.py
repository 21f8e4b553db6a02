"""A fair's size and dates on an English page."""

from datetime import date

import pytest
from django.utils import translation

from fairs import presenting
from fairs.models import FairEdition, FairType


@pytest.mark.parametrize(
    ("basis", "vietnamese", "english"),
    [
        ("khoảng", "Khoảng 3.000 gian", "About 3,000 booths"),
        ("trên", "Trên 3.000 gian", "Over 3,000 booths"),
        ("đúng", "3.000 gian", "3,000 booths"),
        ("dự kiến, khoảng", "Dự kiến, khoảng 3.000 gian", "Expected, about 3,000 booths"),
        ("theo ban tổ chức", "Theo ban tổ chức 3.000 gian", "Theo ban tổ chức 3,000 booths"),
    ],
)
def test_how_sure_a_number_of_booths_is(basis: str, vietnamese: str, english: str) -> None:
    edition = FairEdition(booth_count=3000, booth_count_basis=basis)
    with translation.override("vi"):
        assert presenting.booths(edition) == vietnamese
    with translation.override("en"):
        assert presenting.booths(edition) == english


@pytest.mark.parametrize(("language", "words"), [("vi", "17–19/2, 22/2"), ("en", "17–19 Feb, 22 Feb")])
def test_closed_days_are_joined(language: str, words: str) -> None:
    closed = [date(2026, 2, day) for day in (17, 18, 19, 22)]
    with translation.override(language):
        assert presenting.closed_words(closed) == words


@pytest.mark.parametrize("kind", FairType.values)
def test_a_fair_nobody_translated_says_what_kind_of_fair_it_is(kind: str) -> None:
    with translation.override("en"):
        spoken = FairEdition(name_vi="Hội chợ Xuân", fair_type=kind).spoken_name
    assert (spoken.words, spoken.language, spoken.beside_language) == ("Hội chợ Xuân", "vi", "en")
    assert "fair" in spoken.beside and spoken.beside.isascii()
