"""What was meant where the keyboard did not help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.plan.typing import decoded, partings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mieens", "miến"),
        ("ddoong", "đông"),
        ("trungf", "trùng"),
        ("haj", "hạ"),
        ("thaor", "thảo"),
        ("nuowcs", "nước"),
        ("dduwowngf", "đường"),
        ("giof", "giò"),
        ("quys", "quý"),
        ("thuyr", "thủy"),
        ("hoaf", "hòa"),
        ("che2", "chè"),
        ("mo1c", "móc"),
        ("ca6u", "câu"),
        ("nu7o71c", "nước"),
        ("d9o6ng", "đông"),
    ],
)
def test_telex_and_vni_are_decoded(typed: str, meant: str):
    assert decoded(typed) == meant


@pytest.mark.parametrize("word", ["st25", "m2", "g9", "2024", "mien", "chè", "", "xyz"])
def test_what_is_no_remnant_is_left_alone(word: str):
    assert decoded(word) is None


@given(st.text(max_size=30))
def test_any_text_can_be_looked_at(word: str):
    decoded(word)
    assert all("".join(parts) == word for parts in partings(word))


def test_joined_words_are_parted_at_syllables():
    assert ("nuoc", "mam") in list(partings("nuocmam"))
    assert ("dong", "trung", "ha", "thao") in list(partings("dongtrunghathao"))
