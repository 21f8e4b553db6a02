"""How queries are read. The index here knows the words given and finds nothing but "nước mắm"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import text
from search.plan.model import Plan, Token
from search.plan.reading import Lookups, Reading, read
from search.plan.structured import Vocabulary
from search.plan.words import shipped_rows, stop_phrases, synonyms_of

KNOWN = {"miến", "mien", "nước", "nuoc", "mắm", "mam", "dong", "chè", "che", "tra", "trà", "gốm", "gom", "bac", "giang"}
VOCABULARY = Vocabulary.of(
    [
        ("Bắc Ninh", "province", "bac-ninh"),
        ("Hà Nam", "former_province", "35"),
        ("Bắc Giang", "former_province", "24"),
    ],
    [("Chè", "category", "che"), ("trà", "category", "che")],
)
SYNONYMS = synonyms_of(shipped_rows())


def knows(words) -> set[str]:
    return KNOWN & set(words)


def finds(plan: Plan) -> bool:
    return plan.name_key == "nuoc mam"


def reading(query: str, **others) -> Reading:
    lookups = Lookups(known=knows, is_found=finds)
    return read(query, vocabulary=VOCABULARY, synonyms=SYNONYMS, lookups=lookups, **others)


def filters(query: str) -> list[tuple[str, str]]:
    return [(each.facet, each.value) for each in reading(query).filters]


def test_a_word_with_an_accent_must_match_exactly_and_one_without_may_match_any():
    assert reading("Chè mien").plan.tokens == (Token("chè", True), Token("mien", False))


def test_old_tone_placement_is_the_same_word():
    assert reading("hoà").plan == reading("hòa").plan


def test_decomposed_text_is_the_same_query():
    assert reading("mie\u0302\u0301n").plan == reading("miến").plan


def test_other_names_are_looked_for_too_and_keep_their_accents():
    [group] = reading("htx").plan.groups
    assert group.alternatives[1].is_phrase
    assert group.alternatives[1].tokens[0] == Token("hợp", True)


def test_a_term_of_several_words_is_one_thing():
    [group] = reading("hợp tác xã").plan.groups
    assert [token.text for token in group.typed] == ["hợp", "tác", "xã"]


def test_synonyms_never_lead_to_themselves():
    looped = synonyms_of([("a", "b", True), ("b", "a", True), ("a", "a", True)])
    assert looped.at(["a"], 0) == (1, (("b",),))


@pytest.mark.parametrize("query", ["mua miến ở đâu", "giá miến bao nhiêu tiền", "mua mien o dau", "miến và"])
def test_words_of_intent_are_left_out_and_named(query: str):
    assert text.fold(" ".join(reading(query).words)) == "mien"
    assert reading(query).dropped


def test_words_of_intent_are_looked_for_where_nothing_else_is_left():
    assert reading("mua bán").words == ("mua", "bán")


def test_an_unaccented_word_that_may_be_another_is_kept():
    """ "cua" may be "cửa", "ban" may be "bản"."""
    assert reading("ban le cua").words == ("ban", "le", "cua")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cấp quốc gia 2025", [("level", "national"), ("year", "2025")]),
        ("cap tinh nam 2024", [("level", "province"), ("year", "2024")]),
        ("3116/QĐ-BCT", [("decision", "3116qdbct")]),
        ("3116 qd bct", [("decision", "3116qdbct")]),
        ("quyết định số 3116/QĐ-BCT", [("decision", "3116qdbct")]),
        ("3116/2023/QĐ-UBND", [("decision", "31162023qdubnd")]),
        ("gốm Bắc Ninh", [("province", "bac-ninh")]),
        ("gom tinh bac ninh", [("province", "bac-ninh")]),
        ("Bắc Giang", [("former_province", "24")]),
        ("bacgiang", [("former_province", "24")]),
        ("bắc ninh đẹp", [("province", "bac-ninh")]),
    ],
)
def test_facts_become_filters(query: str, expected: list[tuple[str, str]]):
    assert filters(query) == expected


@pytest.mark.parametrize("query", ["hạ nắm", "nước 50/30", "25/GCN", "2 kg", "bac"])
def test_what_only_looks_like_a_fact_stays_words(query: str):
    assert filters(query) == []
    assert reading(query).words


def test_other_numbers_stay_in_the_text():
    assert "gcn" in reading("025/GCN").words


def test_remnants_are_decoded_only_into_known_words():
    assert reading("mieens dong").words == ("miến", "dong")
    assert reading("mieens dong").corrected == (("mieens", "miến"),)
    assert reading("dongf").words == ("dongf",)


def test_joined_words_are_parted_where_they_stand_side_by_side_somewhere():
    assert reading("nuocmam").words == ("nuoc", "mam")
    assert reading("chemien").words == ("chemien",)


def test_taken_literally_nothing_is_put_right_left_out_or_read_as_a_fact():
    literal = reading("mua mieens Bắc Ninh 2025", as_typed=True)
    assert literal.words == ("mua", "mieens", "bắc", "ninh", "2025")
    assert not (literal.filters or literal.dropped or literal.corrected)


def test_a_category_that_is_named_ranks_its_products_higher():
    assert reading("chè ngon").prefer == (("category", "che"),)


def test_long_queries_are_cut():
    assert len(reading("gốm " * 200).words) <= 12
    assert len(reading("x" * 500).typed) == 200


@given(st.text(max_size=300))
def test_no_query_raises(query: str):
    found = reading(query)
    assert found.plan.folded().required == len(found.plan.groups)
    assert found.plan.any().required >= 0
    reading(query, as_typed=True)


def test_the_looser_steps_need_less():
    plan = reading("bình gốm men lam").plan
    assert plan.required == 4
    assert not any(token.exact for token in plan.folded().tokens)
    assert plan.any().required == 3


def test_the_lists_that_are_shipped_can_be_read():
    assert ("ở", "đâu") in stop_phrases()
    assert SYNONYMS.at(["cordyceps"], 0)[1]
