"""What only the embedded engine has: files, locks, versions of its tables."""

import sqlite3

import pytest

from search.engines.base import NoIndexError, Query
from search.engines.embedded.engine import BusyError, EmbeddedEngine
from search.plan.model import Plan

from .engines import document, fill, found


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
