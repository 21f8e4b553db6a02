"""Why a search finds what it finds, and in that order: told as the search itself does it."""

from math import prod
from types import SimpleNamespace

import pytest

from search import services
from search.explaining import Explanation, explain
from search.models import Synonym
from search.services import Request

QUERIES = ["chè", "che moc cau", "Chè móc câu", "tra", "miến thái nguyên", "gốm lục ngạn đẹp", "bình men chè", "mieens"]


@pytest.fixture(autouse=True)
def tea_is_called_so_too(db: None) -> None:
    Synonym.objects.all().delete()
    Synonym.objects.create(term="trà", other="chè")


def parts_of(explanation: Explanation, name: str):
    [hit] = [hit for hit in explanation.hits if str(hit.record) == name]
    return hit.parts


@pytest.mark.parametrize("query", QUERIES)
def test_the_hits_and_scores_are_those_of_the_search(catalogue: SimpleNamespace, query: str):
    result, told = services.search(Request(text=query, limit=10)), explain(query)
    assert [(hit.kind.name, hit.record.pk) for hit in told.hits] == [tuple(hit.reference) for hit in result.found.hits]
    assert told.hits
    for hit, wanted in zip(told.hits, result.found.hits, strict=True):
        assert hit.score == pytest.approx(wanted.score) == pytest.approx(prod(hit.parts))


@pytest.mark.parametrize("query", QUERIES)
def test_one_step_is_taken_the_first_that_finds_anything(catalogue: SimpleNamespace, query: str):
    result, told = services.search(Request(text=query)), explain(query)
    [taken] = [rung for rung in told.rungs if rung.is_taken]
    assert (taken.name, taken.as_words, taken.count) == (result.step.name, result.step.as_words, result.total)
    assert taken == next(rung for rung in told.rungs if rung.count)


def test_the_parts_say_what_raised_a_hit(catalogue: SimpleNamespace):
    exact = explain("Chè móc câu")
    assert parts_of(exact, "Chè móc câu").exact_name > 1
    assert parts_of(exact, "Chè móc câu").boost > 1
    named = explain("che")
    assert parts_of(named, "Chè móc câu").preferred > parts_of(named, "Bánh chè lam").preferred == 1
    assert parts_of(named, "Chè móc câu").exact_name == 1


def test_what_only_a_synonym_found_is_told_from_what_was_typed(catalogue: SimpleNamespace):
    catalogue.plain.name_vi = "Bánh trà lam"
    catalogue.plain.save()
    services.lifecycle.rebuild()
    told = explain("trà")
    assert [(each.words, each.other_names) for each in told.sought] == [("trà", ("chè",))]
    assert parts_of(told, "Bánh trà lam").as_typed > parts_of(told, "Chè móc câu").as_typed == 1


def test_words_that_became_filters_left_out_or_put_right_are_named(catalogue: SimpleNamespace):
    told = explain("mua mieens Thái Nguyên năm 2023")
    assert told.reading.dropped == ("mua",)
    assert told.reading.corrected == (("mieens", "miến"),)
    assert [(each.words, each.value) for each in told.filters] == [
        ("thái nguyên", "Thái Nguyên"),
        ("năm 2023", "Năm 2023"),
    ]
    assert told.preferred == ("Miến",)


def test_a_list_without_words_has_no_scores(catalogue: SimpleNamespace):
    told = explain("năm 2023")
    assert told.hits and all(hit.parts is None for hit in told.hits)


@pytest.mark.parametrize("query", ["", "…", '"', "NEAR(a b)", "x" * 500, "\x00"])
def test_no_query_raises(catalogue: SimpleNamespace, query: str):
    assert sum(rung.is_taken for rung in explain(query).rungs) == 1
