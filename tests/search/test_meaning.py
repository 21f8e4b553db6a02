"""What people say is understood: places as they are called, months of fairs, a decision by its bare number."""

import datetime

import pytest

from search import services
from search.documents.fairs import months_of
from search.names import other_spellings
from tests.factories.fairs import FairEditionFactory
from tests.factories.products import ProductFactory

from .conftest import province
from .engines import plan


def search(words: str) -> services.Result:
    return services.search(services.Request(text=words))


def found(words: str) -> set[int]:
    return {hit.reference.id for hit in search(words).found.hits}


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Bắc Kạn", ("bắc cạn",)),
        ("Đắk Lắk", ("đắc lắc",)),
        ("Kon Tum", ("con tum",)),
        ("Hồ Chí Minh", ("Sài Gòn",)),
        ("Kiên Giang", ()),
        ("Khánh Hòa", ()),
    ],
)
def test_a_place_is_known_by_what_it_is_called_and_by_the_other_spelling_of_its_sounds(name, others):
    assert other_spellings(name) == others


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["nón lá sài gòn", "non la sai gon", "NÓN LÁ SAIGON"])
def test_a_city_is_found_by_its_old_name(typed, indexed, places):
    province("79", "Hồ Chí Minh", "ho-chi-minh")
    indexed()
    assert [(each.facet, each.value) for each in search(typed).reading.filters] == [("province", "ho-chi-minh")]


@pytest.mark.django_db
def test_a_fair_is_found_by_each_month_it_lasts(indexed):
    fair = FairEditionFactory(start_date=datetime.date(2025, 10, 25), end_date=datetime.date(2025, 11, 2), year=2025)
    FairEditionFactory(start_date=datetime.date(2025, 3, 1), end_date=datetime.date(2025, 3, 5), year=2025)
    indexed()
    for words in ("hội chợ tháng 10 năm 2025", "hoi cho thang 11 2025"):
        assert found(words) == {fair.pk}


def test_a_fair_of_which_only_the_year_is_known_is_of_no_month():
    assert months_of(FairEditionFactory.build(start_date=None, end_date=None, year=2025)) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["quyết định 3116", "quyet dinh so 3116", "3116"])
def test_a_decision_is_found_by_its_bare_number(typed, catalogue):
    assert catalogue.tea.pk in found(typed)


@pytest.mark.django_db
def test_any_of_the_words_is_better_than_nothing_and_the_reader_is_told(catalogue, client):
    result = search("gốm móc tôm")
    assert result.step.name == "some"
    assert {catalogue.tea.pk, catalogue.bud.pk, catalogue.jar.pk} <= found("gốm móc tôm")
    page = client.get("/vi/tim/", {"q": "gốm móc tôm"}).content.decode()
    assert "chỉ có một phần" in page and "Viết ngắn hơn:" in page


@pytest.mark.django_db
def test_a_decision_that_is_not_there_finds_nothing(catalogue):
    assert found("1799/QĐ-UBND") == set()


def test_of_any_of_the_words_single_letters_are_none():
    assert [token.text for token in plan("ở x gốm").some().tokens] == ["gom"]


@pytest.mark.django_db
def test_what_is_to_be_taken_literally_is_not_loosened_so_far(catalogue, indexed):
    ProductFactory(name_vi="Miến dong")
    indexed()
    assert search("gốm móc tôm").total
    assert not services.search(services.Request(text="gốm móc tôm", as_typed=True)).total
