"""Synonyms are rows: in force with the next search in every process, refused where they contradict themselves."""

import importlib
import unicodedata
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from common import stamp
from search import services, synonyms
from search.models import Synonym
from search.names import Names
from search.plan.words import shipped_rows, synonyms_of, words_of
from search.services import Request
from search.synonym_rules import Row, refuse_wrong
from search.trade_words import trade_words

BOTH, ONE = Synonym.Direction.BOTH, Synonym.Direction.ONE


@pytest.fixture(autouse=True)
def no_rows(db: None) -> None:
    """Each test begins with a list of its own."""
    Synonym.objects.all().delete()


def write(term: str, other: str, direction: str = ONE) -> Synonym:
    return Synonym.objects.create(term=term, other=other, direction=direction)


def found(query: str) -> set[str]:
    result = services.search(Request(text=query))
    return {str(record) for _kind, record in services.load(hit.reference for hit in result.found.hits)}


def refusal(term: str, other: str, direction: str = ONE) -> str:
    """What the form would say; empty where the row may be saved."""
    try:
        Synonym(term=term, other=other, direction=direction).full_clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


# In force at once


def test_a_row_that_staff_add_is_in_the_next_search_and_one_they_delete_is_not(catalogue: SimpleNamespace):
    assert "Bình gốm men rạn" not in found("amphora")
    row = write("amphora", "bình gốm")
    assert found("amphora") == {"Bình gốm men rạn"}
    row.delete()
    assert "Bình gốm men rạn" not in found("amphora")


def test_a_bulk_update_and_another_process_are_seen_too(catalogue: SimpleNamespace):
    """Neither sends a signal here: only the stamp in the database tells that something changed."""
    write("amphora", "bình gốm")
    assert found("amphora")
    Synonym.objects.update(term="pitcher")
    assert found("pitcher") == {"Bình gốm men rạn"} and not found("amphora")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_synonym SET other = 'miến tỏi đen'")
    assert found("pitcher") == {"Miến tỏi đen"}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_synonym")
    assert not found("pitcher")


def test_a_page_costs_no_query_more_while_nothing_changes(django_assert_num_queries):
    write("amphora", "bình gốm")
    synonyms.in_force()
    with django_assert_num_queries(1), stamp.one_request():  # the stamp, which every page reads once
        assert synonyms.in_force().at(["amphora"], 0)[1]
        assert synonyms.names_of("amphora") == ("bình gốm",)


def test_the_speller_knows_the_words_of_the_rows():
    assert "amphora" not in set(trade_words())
    write("Amphora", "bình gốm")
    assert "amphora" in set(trade_words())


# How they are applied


def test_one_way_leads_from_the_first_to_the_second_only(catalogue: SimpleNamespace):
    write("chum", "men rạn")
    assert found("chum") == {"Bình gốm men rạn"}
    assert synonyms.names_of("men rạn") == ()


def test_a_term_typed_without_accents_is_known_and_with_other_accents_is_another_word():
    write("mè", "vừng")
    assert synonyms.names_of("me") == synonyms.names_of("mè") == synonyms.names_of("ME\u0300") == ("vừng",)
    assert synonyms.names_of("mẹ") == ()


def test_the_other_name_keeps_its_accents(catalogue: SimpleNamespace):
    write("amphora", "gồm")
    assert not found("amphora")
    Synonym.objects.update(other="gốm")
    assert "Bình gốm men rạn" in found("amphora")


def test_the_beginning_of_a_term_does_not_speak_for_the_whole():
    write("chè", "trà")
    assert synonyms.names_of("chè xanh") == ()


def test_rows_are_applied_once_and_not_one_after_another():
    write("a", "b")
    write("b", "c")
    assert synonyms.names_of("a") == ("b",)


TERMS = st.text(max_size=30) | st.sampled_from(["chè", "CHÈ", "che", "trà", "mắc ca", "mac ca", "mac-ca", "a b c d e"])


@given(st.lists(st.tuples(TERMS, TERMS, st.booleans()), max_size=12), TERMS)
def test_no_rows_raise_and_no_term_is_its_own_synonym(rows: list[tuple[str, str, bool]], typed: str):
    made = synonyms_of(rows)
    for entries in made.others.values():
        assert all(term not in others for term, others in entries)
    for term in [typed, *made.terms()]:
        words = list(words_of(term))
        length, names = made.at(words, 0)
        assert tuple(words[:length]) not in names


# What is refused


def test_what_is_saved_is_normalised():
    row = write(" HTX\u200b ", unicodedata.normalize("NFD", "Hợp  tác xã"))
    row.refresh_from_db()
    assert (row.term, row.other) == ("htx", "hợp tác xã")


@pytest.mark.parametrize(
    ("term", "other", "words"),
    [
        ("chè", "–", "ít nhất một chữ cái"),
        ("chè", "CHÈ", "cùng một từ"),
        ("hoà", "hòa", "cùng một từ"),
        ("chè", unicodedata.normalize("NFD", "chè"), "cùng một từ"),
        ("mac-ca", "mac ca", "cùng một từ"),
        ("chè", "trà xanh ướp hoa nhài", "Dài nhất là 4 tiếng, ở đây có 5"),
    ],
)
def test_a_row_that_says_nothing_is_refused_and_told_why(term: str, other: str, words: str):
    assert words in refusal(term, other)


def test_an_empty_field_is_told_once():
    with pytest.raises(ValidationError) as refused:
        Synonym(term="", other="trà").full_clean()
    assert list(refused.value.message_dict) == ["term"] and len(refused.value.messages) == 1


@pytest.mark.parametrize(
    ("term", "other", "direction"),
    [
        ("chè", "trà", BOTH),
        ("trà", "chè", BOTH),
        ("Trà", unicodedata.normalize("NFD", "CHÈ"), BOTH),
        ("chè", "trà", ONE),
        ("trà", "chè", ONE),
    ],
)
def test_what_a_two_way_row_says_already_is_refused(term: str, other: str, direction: str):
    write("chè", "trà", BOTH)
    assert "Đã có dòng “chè ↔ trà”" in refusal(term, other, direction)


@pytest.mark.parametrize(("term", "other"), [("tea", "chè"), ("chè", "tea")])
def test_a_two_way_row_beside_a_one_way_one_is_led_to_it(term: str, other: str):
    write("tea", "chè")
    assert "mở dòng ấy và chọn “Hai chiều”" in refusal(term, other, BOTH)


def test_one_way_rows_may_not_go_round():
    write("ang", "bình")
    assert "vòng: bình → ang → bình" in refusal("Bình", "ang")
    write("bình", "chum")
    said = refusal("chum", "ang")
    assert "chum → ang → bình → chum" in said and "Hai chiều" in said


def test_a_row_that_is_turned_from_two_ways_to_one_may_close_a_loop():
    write("a", "b")
    write("b", "c")
    row = write("c", "a", BOTH)
    row.full_clean()
    row.direction = ONE
    with pytest.raises(ValidationError, match="c → a → b → c"):
        row.full_clean()


def test_two_way_rows_close_no_loop():
    """A word of two meanings may stand in several rows."""
    write("miến", "bún", BOTH)
    write("bún", "phở", BOTH)
    assert refusal("phở", "miến", BOTH) == refusal("noodles", "bún") == refusal("bún", "noodles soup") == ""


def test_a_saved_row_may_be_saved_again():
    row = write("tea", "chè")
    row.note = "tiếng Anh"
    row.full_clean()


def test_the_database_refuses_a_pair_twice_whoever_writes_it():
    write("chè", "trà")
    with pytest.raises(IntegrityError), transaction.atomic():
        write("Chè", "TRÀ")


# What a site begins with


def ship() -> None:
    """What the migration does; of the schema editor it asks for the connection only."""
    module = importlib.import_module("search.migrations.0005_ship_synonyms")
    module.ship(apps, SimpleNamespace(connection=connection))


def pairs() -> set[tuple[str, str, bool]]:
    return {(row.term, row.other, row.direction == BOTH) for row in Synonym.objects.all()}


def test_a_site_begins_with_the_list_that_is_shipped():
    ship()
    assert pairs() == set(shipped_rows())
    assert len(shipped_rows()) == Synonym.objects.count() > 80
    row = Synonym.objects.get(term="mắc ca", other="macca")
    seeded = (row.search_key, row.sort_key)
    row.save()
    assert (row.search_key, row.sort_key) == seeded


def test_shipping_again_doubles_nothing_and_touches_nothing_of_the_staff():
    ship()
    Synonym.objects.get(term="tea", other="chè").delete()
    Synonym.objects.filter(term="heo").update(direction=ONE)
    before = pairs()
    ship()
    assert pairs() == before


def test_the_shipped_list_keeps_the_rules():
    rows = [Row(*row) for row in shipped_rows()]
    for row in rows:
        refuse_wrong(row, [other for other in rows if other is not row])


def test_a_reading_without_names_given_uses_the_rows(catalogue: SimpleNamespace):
    write("amphora", "bình gốm")
    [group] = services.understand("amphora", names=Names()).plan.groups
    assert [token.text for token in group.alternatives[1].tokens] == ["bình", "gốm"]
