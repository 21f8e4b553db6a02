"""What every engine must do, the same cases on each: SEARCH §8."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common import text
from search.document import Occasion, Reference, SearchDocument
from search.engines.base import FACETS, Query, SearchEngine
from search.plan.model import Alternative, Group, Plan, Token

from .engines import BOTH, an_engine, delete, document, fill, found, plan, put

SHELF = (
    document(1, "Chè móc câu", facets={"category": ("thuc-pham", "che")}, body="chế biến tại xưởng"),
    document(2, "Máy vò chè", facets={"category": ("co-khi",)}),
    document(3, "Mây tre đan", facets={"province": ("hue",)}),
    document(4, "Miến dong", occasions=(Occasion("national", 2021), Occasion("province", 2023))),
    document(5, "Miến tỏi đen", occasions=(Occasion("national", 2023, "north", "1qdbct"),), is_awarded=True),
)


@pytest.fixture(scope="module", params=BOTH)
def kept_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    with an_engine(request.param, tmp_path_factory.mktemp("index")) as engine:
        yield engine


@pytest.fixture
def engine(kept_engine: SearchEngine) -> SearchEngine:
    fill(kept_engine, SHELF)
    return kept_engine


def test_accents_decide_where_they_were_typed(engine: SearchEngine):
    assert set(found(engine, "chè")) == {1, 2}
    assert found(engine, "mây") == [3]
    assert set(found(engine, "may")) == {2, 3}


def test_all_words_must_match(engine: SearchEngine):
    assert found(engine, "miến dong") == [4]
    assert found(engine, "miến chè") == []


def test_enough_words_match_on_the_last_step(engine: SearchEngine):
    loose = plan("miến dong xưởng").any()
    assert [hit.reference.id for hit in engine.run(loose, Query()).hits] == [4]


def test_the_exact_name_comes_first(engine: SearchEngine):
    put(engine, document(6, "Miến dong Bình Lư miến dong miến dong"))
    assert found(engine, "mien dong")[0] == 4


def test_words_side_by_side_come_before_words_apart(engine: SearchEngine):
    put(engine, document(7, "Hộp đựng gốm men"), document(8, "Men của hộp gốm đựng"))
    assert found(engine, "gốm men") == [7, 8]


def test_level_and_year_are_of_the_same_award(engine: SearchEngine):
    assert found(engine, "miến", level=("national",), year=("2023",)) == [5]
    assert set(found(engine, "miến", year=("2023",))) == {4, 5}


def test_counts_leave_out_their_own_choice_and_keep_the_others(engine: SearchEngine):
    query = Query.choosing({"level": ("national",), "year": ("2023",)}, facets=FACETS)
    answer = engine.run(Plan(), query)
    assert answer.total == 1
    assert answer.facets["year"] == {"2021": 1, "2023": 1}
    assert answer.facets["level"] == {"national": 1, "province": 1}
    assert answer.facets["awarded"] == {"yes": 1}


def test_every_count_is_what_choosing_it_gives(engine: SearchEngine):
    base = {"level": ("national",)}
    for words in ("", "miến"):
        answer = engine.run(plan(words), Query.choosing(base, facets=FACETS))
        for facet, values in answer.facets.items():
            for value, count in values.items():
                assert engine.count(plan(words), Query.choosing({**base, facet: (value,)})) == count


def test_what_buyers_narrow_by_is_counted_and_chosen_alike(engine: SearchEngine):
    bought = {
        "commune": ("tan-cuong",),
        "tag": ("quà-tết", "che"),
        "price": ("0-50000", "50000-200000"),
        "certificate": ("vietgap",),
        "supply": ("yes",),
    }
    put(engine, document(6, "Chè Tân Cương", facets=bought), document(7, "Chè khác", facets={"price": ("0-50000",)}))
    answer = engine.run(Plan(), Query(facets=tuple(bought)))
    assert answer.facets == {
        "commune": {"tan-cuong": 1},
        "tag": {"quà-tết": 1, "che": 1},
        "price": {"0-50000": 2, "50000-200000": 1},
        "certificate": {"vietgap": 1},
        "supply": {"yes": 1},
    }
    for facet, values in bought.items():
        assert found(engine, "", **{facet: values[-1:]}) == [6]


def test_the_newest_profiles_first_then_by_name_and_those_without_a_day_last(engine: SearchEngine):
    days = [datetime.datetime(2026, 1, day, tzinfo=datetime.UTC) for day in (1, 2)]
    put(
        engine,
        document(6, "b", renewed_at=days[0]),
        document(7, "a", renewed_at=days[0]),
        document(8, "c", renewed_at=days[1]),
    )
    hits = engine.run(Plan(), Query(sort="renewed", limit=4)).hits
    assert [hit.reference.id for hit in hits] == [8, 7, 6, 1]
    after = engine.run(Plan(), Query(sort="renewed", limit=2, after=Reference("product", 8))).hits
    assert [hit.reference.id for hit in after] == [7, 6]


def test_choices_of_one_facet_add_up(engine: SearchEngine):
    assert engine.count(Plan(), Query.choosing({"category": ("che", "co-khi")})) == 2
    assert engine.count(Plan(), Query.choosing({"category": ("che",), "province": ("hue",)})) == 0


def test_names_sort_as_a_vietnamese_dictionary_does(engine: SearchEngine):
    put(engine, document(9, "Đũa dừa"), document(10, "Dừa sấy"), document(11, "Dứa sấy"))
    hits = engine.run(Plan(), Query(sort="name", limit=50)).hits
    order = [hit.reference.id for hit in hits]
    assert order.index(11) < order.index(9) and order.index(10) < order.index(9)
    assert order.index(11) > order.index(10)


def test_pages_do_not_overlap(engine: SearchEngine):
    pages = [engine.run(Plan(), Query(sort="name", limit=2, offset=start)).hits for start in (0, 2, 4)]
    numbers = [hit.reference.id for page in pages for hit in page]
    assert sorted(numbers) == [1, 2, 3, 4, 5]


def test_putting_twice_changes_nothing(engine: SearchEngine):
    put(engine, document(1, "Chè móc câu"), document(1, "Chè móc câu"))
    assert found(engine, "móc câu") == [1]
    assert engine.count(Plan(), Query()) == 5


def test_what_is_deleted_is_gone_from_lists_counts_and_names(engine: SearchEngine):
    delete(engine, Reference("product", 5), Reference("product", 999))
    assert found(engine, "tỏi") == []
    assert engine.run(Plan(), Query(facets=("year",))).facets["year"] == {"2021": 1, "2023": 1}
    assert engine.complete((Token("mien", False), Token("to", False)), 5) == []


def test_counts_follow_a_change_at_once(engine: SearchEngine):
    assert engine.count(plan("chè"), Query()) == 2
    put(engine, document(12, "Chè lam"))
    assert engine.count(plan("chè"), Query()) == 3


def test_names_go_on_as_typed(engine: SearchEngine):
    assert [each.reference.id for each in engine.complete((Token("mien", False), Token("do", False)), 5)] == [4]
    assert engine.complete((Token("miên", True),), 5) == []


def test_an_english_name_is_completed_for_who_reads_english(engine: SearchEngine):
    engine.index.put([document(70, "Chè tân cương", english_name="Green tea of the hills"), document(71, "Teak gỗ")])
    engine.index.refresh()
    begun = (Token("green", False), Token("te", False))
    assert [each.reference.id for each in engine.complete(begun, 5, in_english=True)] == [70]
    assert engine.complete(begun, 5) == []
    assert {each.reference.id for each in engine.complete((Token("tea", False),), 5, in_english=True)} == {70, 71}
    assert [each.reference.id for each in engine.complete((Token("cương", True),), 5, in_english=True)] == [70]


def test_a_synonym_stands_for_the_word_and_what_was_typed_comes_first(engine: SearchEngine):
    put(engine, document(20, "Lụa mịn"), document(21, "Tơ mịn"), document(22, "Vải mịn"))
    for typed, other, first in (("lụa", "tơ", 20), ("tơ", "lụa", 21)):
        either = Group((Alternative((Token.of(typed),)), Alternative((Token.of(other),), is_phrase=True)))
        hits = [hit.reference.id for hit in engine.run(Plan.all_of((either,)), Query()).hits]
        assert set(hits) == {20, 21} and hits[0] == first


def test_a_phrase_is_found_side_by_side_only(engine: SearchEngine):
    put(engine, document(22, "Đan mây và tre"))
    phrase = Plan.all_of((Group((Alternative((Token.of("mây"), Token.of("tre")), is_phrase=True),)),))
    assert [hit.reference.id for hit in engine.run(phrase, Query()).hits] == [3]


def test_a_phrase_does_not_run_from_one_field_into_the_next(engine: SearchEngine):
    put(engine, document(23, "Gốm men", other_names="rạn cổ"))
    phrase = Plan.all_of((Group((Alternative((Token.of("men"), Token.of("rạn")), is_phrase=True),)),))
    assert engine.count(phrase, Query()) == 0
    assert engine.count(plan("men rạn"), Query()) == 1


def test_what_was_named_comes_before_what_was_not(engine: SearchEngine):
    hits = engine.run(plan("chè"), Query(prefer=(("category", "co-khi"),))).hits
    assert hits[0].reference.id == 2


def test_an_award_in_force_lifts_its_product_a_little(engine: SearchEngine):
    put(engine, document(24, "Nón lá thôn"), document(25, "Nón lá thôn", boost=1.18))
    assert found(engine, "nón lá") == [25, 24]


def test_the_newest_award_comes_first_and_of_one_year_the_higher(engine: SearchEngine):
    fill(
        engine,
        (
            document(1, "A", newest_year=2023, level_rank=2),
            document(2, "B", newest_year=2025, level_rank=1),
            document(3, "C", newest_year=2025, level_rank=4),
            document(4, "D"),
        ),
    )
    assert [hit.reference.id for hit in engine.run(Plan(), Query(sort="newest")).hits] == [3, 2, 1, 4]


def test_records_of_two_kinds_may_have_one_number(engine: SearchEngine):
    fair = SearchDocument(reference=Reference("fair", 1), name="Hội chợ chè")
    put(engine, fair)
    assert {hit.reference for hit in engine.run(plan("chè"), Query()).hits} == {
        Reference("product", 1), Reference("product", 2), Reference("fair", 1),
    }  # fmt: skip
    delete(engine, fair.reference)
    assert engine.count(plan("chè"), Query()) == 2


def test_without_counting_the_hits_are_the_same(engine: SearchEngine):
    counted, uncounted = (engine.run(plan("miến"), Query(is_counted=flag)) for flag in (True, False))
    assert counted.hits == uncounted.hits and counted.total == 2


def test_what_follows_a_record_is_told_with_the_same_counts(engine: SearchEngine):
    first = engine.run(Plan(), Query(sort="name", limit=2, facets=("year",)))
    rest = engine.run(Plan(), Query(sort="name", limit=9, facets=("year",), after=first.hits[-1].reference))
    assert (rest.total, rest.facets) == (first.total, first.facets)
    assert len(rest.hits) == first.total - 2
    back = engine.run(Plan(), Query(sort="name", limit=2, before=rest.hits[0].reference))
    assert back.hits == first.hits


def test_a_record_to_read_on_from_that_is_gone_leaves_the_page_its_number(engine: SearchEngine):
    gone = Query(sort="name", limit=2, offset=2, after=Reference("product", 99))
    assert engine.run(Plan(), gone).hits == engine.run(Plan(), Query(sort="name", limit=2, offset=2)).hits


def test_a_page_far_beyond_the_end_is_empty(engine: SearchEngine):
    assert engine.run(Plan(), Query(offset=9_900)).hits == ()
    assert engine.run(Plan(), Query(offset=2_000_000)).hits == ()


def test_every_record_is_told_with_the_digest_of_what_was_put(engine: SearchEngine):
    assert dict(engine.digests()) == {each.reference: each.digest for each in SHELF}
    put(engine, document(4, "Miến dong Bình Lư"))
    assert dict(engine.digests())[Reference("product", 4)] != SHELF[3].digest


def test_a_document_that_cannot_be_written_keeps_no_other_out(engine: SearchEngine):
    broken = document(30, "Tên hỏng", facets={"category": ("\ud800",)})
    refused = engine.index.put([document(31, "Trước"), broken, document(32, "Sau")])
    engine.index.refresh()
    assert list(refused) == [broken.reference] and refused[broken.reference]
    assert found(engine, "trước") == [31] and found(engine, "sau") == [32] and found(engine, "hỏng") == []


def test_a_very_long_text_is_taken_and_found_by_its_beginning(engine: SearchEngine):
    put(engine, document(33, "Dài", body="mở đầu " + "chữ " * 60_000, other_names="x" * 40_000))
    assert found(engine, "mở đầu") == [33]


def test_a_rebuild_that_fails_leaves_everything_as_it_was(engine: SearchEngine):
    name = engine.index.name

    def rebuild_and_fail() -> None:
        with engine.rebuild() as new:
            new.put([document(1, "Tên khác")])
            raise InterruptedError

    with pytest.raises(InterruptedError):
        rebuild_and_fail()
    assert found(engine, "móc câu") == [1]
    assert engine.index.name == name


def test_readers_see_the_old_index_until_the_new_one_is_whole(engine: SearchEngine):
    with engine.rebuild() as new:
        new.put([document(1, "Bánh mới")])
        assert found(engine, "móc câu") == [1]
        assert new.name != engine.index.name
    assert found(engine, "bánh") == [1]
    assert found(engine, "móc câu") == []
    assert engine.index.name == new.name and engine.healthy() and engine.exists()


hostile = st.text(alphabet=st.sampled_from("\"*^():-+{}[]~%_\\'; ORANDNEARNOTmiếnche\x00\u0301đ"), max_size=40)


@given(words=hostile | st.text(max_size=60))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_reaches_the_engines_own_syntax(kept_engine: SearchEngine, words: str):
    """What is in a record is found by typing just that, whatever it is."""
    fill_once(kept_engine)
    put(kept_engine, document(1, "Tên", body=words))
    if typed := text.TOKEN.findall(text.exact(words)):
        assert engine_finds(kept_engine, plan(" ".join(typed)), 1)


def fill_once(engine: SearchEngine) -> None:
    if not engine.exists():
        fill(engine, ())


def engine_finds(engine: SearchEngine, wanted: Plan, number: int) -> bool:
    return Reference("product", number) in {hit.reference for hit in engine.run(wanted, Query(limit=200)).hits}


WORDS = ("chè", "che", "chế", "mây", "may", "máy", "miến", "mien", "dong", "đông", "đồng")
vietnamese = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)


@given(query=vietnamese, names=st.lists(vietnamese, min_size=1, max_size=5))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_without_accents_at_least_the_same_is_found(
    kept_engine: SearchEngine, query: list[str], names: list[list[str]]
):
    fill_once(kept_engine)
    put(kept_engine, *(document(number, " ".join(name)) for number, name in enumerate(names, start=1)))

    def matches(wanted: Plan) -> set[Reference]:
        return {hit.reference for hit in kept_engine.run(wanted, Query(limit=200)).hits}

    strict = plan(" ".join(query))
    assert matches(strict) <= matches(strict.folded())
