"""Words as nobody writes them: what was meant is found, said, and never forced on who wrote what they meant."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from places.models import Province
from search import lifecycle, outbox
from search.engines import get_engine
from search.plan.spelling import corrected
from search.respelling import Meant
from search.services import Request, search
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory
from tests.real_places import real_places  # noqa: F401

PHRASES = (
    *(["nuoc mam nhi"] * 6),
    *(["mat ong rung"] * 4),
    *(["mien dong"] * 5),
    *(["che shan tuyet"] * 5),
    *(["banh trang"] * 3),
    *("tra sen", "tre truc", "ruou nep cam", "long nhan hung yen", "san pham", "xa phong", "giay do"),
)


class Counts:
    """`WordCounts` of a few phrases."""

    def __init__(self, phrases: Iterable[str]) -> None:
        words = [phrase.split() for phrase in phrases]
        self.syllables = Counter(word for each in words for word in each)
        self.total = sum(self.syllables.values())
        self._pairs = Counter(pair for each in words for pair in pairwise(each))

    def pairs(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        return {pair: self._pairs[pair] for pair in wanted if pair in self._pairs}


COUNTS = Counts(PHRASES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nuoc mma", "nuoc mam"),  # two letters changed places
        ("nuocc mam", "nuoc mam"),  # one too many
        ("nuc mam", "nuoc mam"),  # one too few
        ("mat png rung", "mat ong rung"),  # the key beside it
        ("miendong", "mien dong"),  # no blank
        ("che sh an tuyet", "che shan tuyet"),  # a blank too many
        ("che san tuyet", "che shan tuyet"),  # a word that exists, beside the wrong neighbour
        ("banh chang", "banh trang"),  # ch for tr
        ("xan pham", "san pham"),  # x for s
        ("nong nhan hung yen", "long nhan hung yen"),  # n for l
        ("miem dongg", "mien dong"),  # two words wrong
    ],
)
def test_what_was_meant(typed: str, meant: str):
    assert " ".join(corrected(tuple(typed.split()), COUNTS)) == meant


@pytest.mark.parametrize("typed", [*dict.fromkeys(PHRASES), "tra", "tre", "st25", "qqqq zzzz", "3116", "dong mien"])
def test_what_is_written_as_people_write_it_stays(typed: str):
    assert " ".join(corrected(tuple(typed.split()), COUNTS)) == typed


def test_a_word_that_is_as_it_should_be_stays_whatever_stands_beside_it():
    assert corrected(("che", "san", "tuyet"), COUNTS, frozenset({1})) == ("che", "san", "tuyet")


def test_who_knows_no_words_changes_none():
    assert corrected(("nuoc", "mma"), Counts(())) == ("nuoc", "mma")


def test_letters_in_the_wrong_order_are_likelier_than_one_too_many():
    assert corrected(("taho",), Counts(["thao", "tho", "tho"])) == ("thao",)


def test_a_blank_too_many_is_seen_though_one_part_was_typed_with_an_accent_that_occurs():
    counts = Counts([*["thuong mai"] * 6, "thu"])
    typed = ("thu", "ong", "mai")
    assert corrected(typed, counts, frozenset({0})) == ("thuong", "mai")
    assert corrected(typed, counts, frozenset({0, 1})) == typed


@given(st.lists(st.text(alphabet="abcdeghiklmnopqrstuvxy0123đ", min_size=1, max_size=20), max_size=12))
def test_any_words_give_words(words: list[str]):
    meant = corrected(tuple(words), COUNTS)
    assert all(meant) and len(words) // 2 <= len(meant) <= 2 * len(words)


# On the site


@pytest.fixture
def catalogue(db) -> None:
    names = ("Miến dong Ví Dụ", "Chè Shan tuyết Ví Dụ", "Nước mắm Ví Dụ", "Mật ong Ví Dụ", "Nước mắm nhỉ Ví Dụ")
    for name in names:
        AwardFactory(product=ProductFactory(name_vi=name))
    lifecycle.rebuild()


def names_of(typed: str, **how) -> list[str]:
    from search.services import load

    found = search(Request(text=typed, **how))
    return sorted(record.name_vi for _kind, record in load(hit.reference for hit in found.found.hits))


def test_a_slip_finds_what_was_meant_and_says_so(client, catalogue):
    assert names_of("mien dogn") == ["Miến dong Ví Dụ"]
    page = client.get(reverse("search:results"), {"q": "mien dogn"}).content.decode()
    assert "Hiện kết quả cho <strong>“mien dong”</strong>" in page and "“mien dogn”</a>" in page


def test_taken_literally_nothing_is_put_right(client, catalogue):
    assert names_of("mien dogn", as_typed=True) == []


def test_what_is_typed_with_accents_and_right_keeps_them(catalogue):
    result = search(Request(text="nước mămm"))
    assert result.total == 2 and result.reading.words == ("nước", "mam")


def test_a_slip_in_a_place_is_still_a_place(real_places, db):  # noqa: F811
    AwardFactory(
        product=ProductFactory(
            name_vi="Miến dong Ví Dụ",
            producer=ProducerFactory(province=Province.objects.get(slug="thai-nguyen"), commune=None),
        )
    )
    lifecycle.rebuild()
    result = search(Request(text="mien dong thai nguyeen"))
    assert result.total == 1
    assert [(each.facet, each.value) for each in result.reading.filters] == [("province", "thai-nguyen")]


def test_a_query_that_finds_is_left_alone_unless_another_finds_four_times_as_much(catalogue, monkeypatch):
    monkeypatch.setattr("search.services.likely_meant", lambda reading: Meant("nuoc mam", (("mat ong", "nuoc mam"),)))
    assert search(Request(text="mat ong")).reading.corrected == ()
    for number in range(3):
        AwardFactory(product=ProductFactory(name_vi=f"Nước mắm Ví Dụ {number}"))
    outbox.drain()
    result = search(Request(text="mat ong"))
    assert (result.total, result.reading.corrected) == (5, (("mat ong", "nuoc mam"),))


def test_each_night_the_words_are_counted_anew(catalogue):
    from search.tasks import verify

    ProductFactory(name_vi="Thạch quyp")
    assert "quyp" not in get_engine().word_counts().syllables
    verify()
    assert get_engine().word_counts().syllables["quyp"]


def test_a_site_with_hardly_a_product_knows_the_words_of_the_trade(db):
    lifecycle.rebuild()
    counts = get_engine().word_counts()
    assert corrected(("mat", "png"), counts) == ("mat", "ong")
