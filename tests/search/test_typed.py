"""What is set in bold in a suggestion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import text
from search.typed import typed_parts


def shown(name: str, typed: str) -> str:
    """The name with what was typed in brackets."""
    return "".join(f"[{part}]" if place % 2 else part for place, part in enumerate(typed_parts(name, typed)))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mien", "[Miến] dong Bình Lư"),
        ("mien do", "[Miến] [do]ng Bình Lư"),
        ("do", "Miến [do]ng Bình Lư"),
        ("BINH  l", "Miến dong [Bình] [L]ư"),
        ("lu mien", "[Miến] dong Bình [Lư]"),
        ("miến đ", "[Miến] dong Bình Lư"),
        ("mién", "Miến dong Bình Lư"),
        ("", "Miến dong Bình Lư"),
    ],
)
def test_the_beginnings_of_words_as_they_were_typed(typed: str, expected: str) -> None:
    assert shown("Miến dong Bình Lư", typed) == expected


def test_words_side_by_side_go_before_the_first_that_begins_so() -> None:
    assert shown("Hộ kinh doanh Miến dong Ví Dụ", "mien d") == "Hộ kinh doanh [Miến] [d]ong Ví Dụ"
    assert shown("Hội chợ đặc sản vùng miền", "mien d") == "Hội chợ [đ]ặc sản vùng [miền]"


def test_a_word_typed_once_is_marked_once() -> None:
    assert shown("Chè xanh, chè sen", "che") == "[Chè] xanh, chè sen"
    assert shown("Chè xanh, chè sen", "che che") == "[Chè] xanh, [chè] sen"


@given(name=st.text(), typed=st.text())
def test_the_pieces_together_are_the_name(name: str, typed: str) -> None:
    assert "".join(typed_parts(name, typed)) == text.normalise(name)
