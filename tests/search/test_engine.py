"""The embedded engine, through what any engine must do."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import text
from search.document import Occasion, Reference, SearchDocument
from search.engines.base import FACETS, Query
from search.engines.embedded import schema
from search.engines.embedded.compiling import match_expression
from search.engines.embedded.engine import BusyError, EmbeddedEngine, NoIndexError
from search.plan.model import Alternative, Group, Plan, Token


def plan(words: str) -> Plan:
    return Plan.all_of(tuple(Group((Alternative((Token.of(word),)),)) for word in words.split()))


def document(number: int, name: str, **others) -> SearchDocument:
    return SearchDocument(reference=Reference("product", number), name=name, **others)


@pytest.fixture
def engine(tmp_path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "search")
    with engine.rebuild() as new:
        new.put(
            [
                document(1, "Chè móc câu", facets={"category": ("thuc-pham", "che")}, body="chế biến tại xưởng"),
                document(2, "Máy vò chè", facets={"category": ("co-khi",)}),
                document(3, "Mây tre đan", facets={"province": ("hue",)}),
                document(4, "Miến dong", occasions=(Occasion("national", 2021), Occasion("province", 2023))),
                document(
                    5, "Miến tỏi đen", occasions=(Occasion("national", 2023, "north", "1qdbct"),), is_awarded=True
                ),
            ]
        )
    return engine


def found(engine: EmbeddedEngine, words: str, **choices) -> list[int]:
    return [hit.reference.id for hit in engine.run(plan(words), Query.choosing(choices)).hits]


def test_accents_decide_where_they_were_typed(engine: EmbeddedEngine):
    assert set(found(engine, "chè")) == {1, 2}
    assert found(engine, "mây") == [3]
    assert set(found(engine, "may")) == {2, 3}


def test_all_words_must_match(engine: EmbeddedEngine):
    assert found(engine, "miến dong") == [4]
    assert found(engine, "miến chè") == []


def test_enough_words_match_on_the_last_step(engine: EmbeddedEngine):
    loose = plan("miến dong xưởng").any()
    assert [hit.reference.id for hit in engine.run(loose, Query()).hits] == [4]


def test_the_exact_name_comes_first(engine: EmbeddedEngine):
    engine.put([document(6, "Miến dong Bình Lư miến dong miến dong")])
    assert found(engine, "mien dong")[0] == 4


def test_words_side_by_side_come_before_words_apart(engine: EmbeddedEngine):
    engine.put([document(7, "Hộp đựng gốm men"), document(8, "Men của hộp gốm đựng")])
    assert found(engine, "gốm men") == [7, 8]


def test_level_and_year_are_of_the_same_award(engine: EmbeddedEngine):
    assert found(engine, "miến", level=("national",), year=("2023",)) == [5]
    assert set(found(engine, "miến", year=("2023",))) == {4, 5}


def test_counts_leave_out_their_own_choice_and_keep_the_others(engine: EmbeddedEngine):
    query = Query.choosing({"level": ("national",), "year": ("2023",)}, facets=FACETS)
    answer = engine.run(Plan(), query)
    assert answer.total == 1
    assert answer.facets["year"] == {"2021": 1, "2023": 1}
    assert answer.facets["level"] == {"national": 1, "province": 1}
    assert answer.facets["awarded"] == {"yes": 1}


def test_every_count_is_what_choosing_it_gives(engine: EmbeddedEngine):
    base = {"level": ("national",)}
    for words in ("", "miến"):
        answer = engine.run(plan(words), Query.choosing(base, facets=FACETS))
        for facet, values in answer.facets.items():
            for value, count in values.items():
                assert engine.count(plan(words), Query.choosing({**base, facet: (value,)})) == count


def test_choices_of_one_facet_add_up(engine: EmbeddedEngine):
    assert engine.count(Plan(), Query.choosing({"category": ("che", "co-khi")})) == 2
    assert engine.count(Plan(), Query.choosing({"category": ("che",), "province": ("hue",)})) == 0


def test_names_sort_as_a_vietnamese_dictionary_does(engine: EmbeddedEngine):
    engine.put([document(9, "Đũa dừa"), document(10, "Dừa sấy"), document(11, "Dứa sấy")])
    hits = engine.run(Plan(), Query(sort="name", limit=50)).hits
    order = [hit.reference.id for hit in hits]
    assert order.index(11) < order.index(9) and order.index(10) < order.index(9)
    assert order.index(11) > order.index(10)


def test_pages_do_not_overlap(engine: EmbeddedEngine):
    pages = [engine.run(Plan(), Query(sort="name", limit=2, offset=start)).hits for start in (0, 2, 4)]
    numbers = [hit.reference.id for page in pages for hit in page]
    assert sorted(numbers) == [1, 2, 3, 4, 5]


def test_putting_twice_changes_nothing(engine: EmbeddedEngine):
    engine.put([document(1, "Chè móc câu"), document(1, "Chè móc câu")])
    assert found(engine, "móc câu") == [1]
    assert engine.count(Plan(), Query()) == 5


def test_what_is_deleted_is_gone_from_lists_counts_and_names(engine: EmbeddedEngine):
    engine.delete([Reference("product", 5), Reference("product", 999)])
    assert found(engine, "tỏi") == []
    assert engine.run(Plan(), Query(facets=("year",))).facets["year"] == {"2021": 1, "2023": 1}
    assert engine.complete((Token("mien", False), Token("to", False)), 5) == []


def test_counts_follow_a_change_at_once(engine: EmbeddedEngine):
    assert engine.count(plan("chè"), Query()) == 2
    engine.put([document(12, "Chè lam")])
    assert engine.count(plan("chè"), Query()) == 3


def test_names_go_on_as_typed(engine: EmbeddedEngine):
    assert [each.reference.id for each in engine.complete((Token("mien", False), Token("do", False)), 5)] == [4]
    assert engine.complete((Token("miên", True),), 5) == []


def test_a_rebuild_that_fails_leaves_everything_as_it_was(engine: EmbeddedEngine):
    before = sorted(engine.folder.glob("*.sqlite3"))

    def rebuild_and_fail() -> None:
        with engine.rebuild() as new:
            new.put([document(1, "Tên khác")])
            raise InterruptedError

    with pytest.raises(InterruptedError):
        rebuild_and_fail()
    assert found(engine, "móc câu") == [1]
    assert sorted(engine.folder.glob("*.sqlite3")) == before


def test_readers_see_the_old_index_until_the_new_one_is_whole(engine: EmbeddedEngine):
    reader = EmbeddedEngine(engine.folder)
    with engine.rebuild() as new:
        new.put([document(1, "Bánh mới")])
        assert found(reader, "móc câu") == [1]
        engine.put([document(13, "Lưu trong lúc đó")])
        assert engine.changed_since(new.since) == [Reference("product", 13)]
    assert found(reader, "bánh") == [1]
    assert found(reader, "móc câu") == []


def test_only_one_rebuilds_at_a_time(engine: EmbeddedEngine):
    with engine.rebuild(), pytest.raises(BusyError), EmbeddedEngine(engine.folder).rebuild():
        pass


def test_a_host_without_an_index_says_so(tmp_path):
    engine = EmbeddedEngine(tmp_path / "none")
    assert not engine.exists() and not engine.healthy()
    with pytest.raises(NoIndexError):
        engine.count(Plan(), Query())


def test_an_index_of_another_version_is_none(engine: EmbeddedEngine):
    engine.generations.pointer.write_text("index-0-old.sqlite3", encoding="ascii")
    assert not engine.exists()


def test_the_index_is_no_part_of_the_database(engine: EmbeddedEngine):
    name = engine.generations.current_name()
    with sqlite3.connect(engine.folder / name) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert "documents" in tables and "products_product" not in tables


hostile = st.text(alphabet=st.sampled_from("\"*^():-+{}[]~%_\\'; ORANDNEARNOTmiếnche\x00\u0301đ"), max_size=40)


@given(hostile | st.text(max_size=60))
def test_no_text_reaches_the_engines_own_syntax(words: str):
    """What is in a record is found by typing just that, whatever it is."""
    typed = text.TOKEN.findall(text.exact(words))
    with closing(sqlite3.connect(":memory:")) as connection:
        schema.create(connection)
        schema.put(connection, [document(1, "Tên", body=words)])
        if typed:
            expression = match_expression(plan(" ".join(typed)))
            found_rows = connection.execute("SELECT rowid FROM words WHERE words MATCH ?", [expression]).fetchall()
            assert found_rows == [(1,)]


WORDS = ("chè", "che", "chế", "mây", "may", "máy", "miến", "mien", "dong", "đông", "đồng")
vietnamese = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)


@given(vietnamese, st.lists(vietnamese, min_size=1, max_size=5))
def test_without_accents_at_least_the_same_is_found(query: list[str], names: list[list[str]]):
    with closing(sqlite3.connect(":memory:")) as connection:
        schema.create(connection)
        schema.put(connection, [document(number, " ".join(name)) for number, name in enumerate(names, start=1)])

        def matches(wanted: Plan) -> set[int]:
            rows = connection.execute("SELECT rowid FROM words WHERE words MATCH ?", [match_expression(wanted)])
            return {number for (number,) in rows}

        strict = plan(" ".join(query))
        assert matches(strict) <= matches(strict.folded())
