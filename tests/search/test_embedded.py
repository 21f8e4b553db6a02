"""What only the embedded engine has: files, locks, versions of its tables."""

import sqlite3
from dataclasses import replace

import pytest

from search.engines.base import NoIndexError, Query
from search.engines.embedded import matching
from search.engines.embedded.engine import BusyError, EmbeddedEngine
from search.plan.model import Plan, Token

from .engines import document, fill, found, plan, put


@pytest.fixture
def engine(tmp_path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "search")
    fill(engine, [document(1, "Chè móc câu"), document(2, "Máy vò chè")])
    return engine


def test_a_rebuild_that_fails_leaves_no_file(engine: EmbeddedEngine):
    before = sorted(engine.folder.glob("*.sqlite3"))

    def rebuild_and_fail() -> None:
        with engine.rebuild() as new:
            new.put([document(1, "Tên khác")])
            raise InterruptedError

    with pytest.raises(InterruptedError):
        rebuild_and_fail()
    assert sorted(engine.folder.glob("*.sqlite3")) == before


def test_another_process_goes_on_reading_the_old_file_and_then_the_new_one(engine: EmbeddedEngine):
    reader = EmbeddedEngine(engine.folder)
    with engine.rebuild() as new:
        new.put([document(1, "Bánh mới")])
        assert found(reader, "móc câu") == [1]
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


CROWD = [
    document(1, "Miến dong", boost=1.03, level_rank=1),
    *(document(10 + number, f"Miến dong loại {number}", boost=1.03, level_rank=1) for number in range(30)),
    *(document(50 + number, f"Miến dong hộp {number}", boost=1.18, level_rank=5) for number in range(6)),
    *(document(70 + number, f"Dong riềng làm miến {number}", boost=1.18, level_rank=5) for number in range(6)),
    *(document(90 + number, f"Máy ép {number}", body="ép miến dong", boost=1.18, level_rank=5) for number in range(30)),
]


@pytest.mark.parametrize("words", ["miến dong", "mien dong", "miến", "dong"])
def test_of_very_many_the_likeliest_lead_and_all_are_counted(engine: EmbeddedEngine, monkeypatch, words: str):
    """As many as are scored are enough for the page: what leads is what led where all were scored."""
    fill(engine, CROWD)
    everything = engine.run(plan(words), Query(limit=5))
    monkeypatch.setattr(matching, "MOST_SCORED", 20)
    narrowed = engine.run(plan(words), Query(limit=5))
    assert narrowed.total == everything.total == len(CROWD)
    assert [hit.reference for hit in narrowed.hits[:4]] == [hit.reference for hit in everything.hits[:4]]


def test_what_is_named_as_asked_is_never_left_out(engine: EmbeddedEngine, monkeypatch):
    fill(engine, [*CROWD[1:], CROWD[0]])
    monkeypatch.setattr(matching, "MOST_SCORED", 8)
    [first, *_others] = engine.run(plan("miến dong"), Query(limit=5)).hits
    assert first.reference.id == 1


def test_the_words_of_a_narrowed_list_keep_to_what_was_chosen(engine: EmbeddedEngine, monkeypatch):
    shelf = [replace(each, facets={"province": ("hue",)}) if each.reference.id < 15 else each for each in CROWD]
    fill(engine, shelf)
    monkeypatch.setattr(matching, "MOST_SCORED", 3)
    chosen = Query.choosing({"province": ("hue",)}, limit=2, facets=("province", "kind"))
    answer = engine.run(plan("miến dong"), chosen)
    assert {hit.reference.id for hit in answer.hits} <= {1, 10, 11, 12, 13, 14} and answer.total == 6
    assert answer.facets == {"province": {"hue": 6}, "kind": {"product": 6}}


def test_a_process_that_reads_learns_of_what_another_wrote(engine: EmbeddedEngine):
    reader = EmbeddedEngine(engine.folder)
    asked = Query(facets=("province",))
    assert reader.run(Plan(), asked).facets == {"province": {}}
    put(engine, document(1, "Chè móc câu", facets={"province": ("hue",)}))
    assert reader.run(Plan(), asked).facets == {"province": {"hue": 1}}
    put(engine, document(1, "Chè móc câu"))
    assert reader.run(Plan(), asked).facets == {"province": {}}
    assert reader.count(Plan(), Query()) == 2


def test_of_many_names_that_go_on_so_the_best_known_come_first(engine: EmbeddedEngine):
    fill(engine, CROWD)
    typed = (Token("mien", False), Token("do", False))
    best = sorted((each for each in CROWD if each.name.startswith("Miến")), key=lambda each: (-each.boost, each.name))
    assert [each.reference for each in engine.complete(typed, 4)] == [each.reference for each in best[:4]]
