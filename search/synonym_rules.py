"""What a row of the synonyms may not be: empty, too long, the same word twice, said already, or part of a loop.

Rows are applied once, so a loop never hangs anything. It is refused as a contradiction: a one-way row says that its
second word does not lead back to the first, and one-way rows that go round say that it does. Two-way rows take no part
in this. They lead back by intention, and a word of two meanings may stand in several.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .plan.chains import chain
from .plan.words import LONGEST_SYNONYM, Words, words_of


class Row(NamedTuple):
    """One row as it was written."""

    term: str
    other: str
    both_ways: bool

    def __str__(self) -> str:
        return f"{self.term} {'↔' if self.both_ways else '→'} {self.other}"

    @property
    def ends(self) -> tuple[Words, Words]:
        """Both terms as they are compared: without regard to case, punctuation and the way accents were typed."""
        return words_of(self.term), words_of(self.other)


def refuse_wrong(row: Row, others: Iterable[Row]) -> None:
    """Raise ValidationError with what is wrong and what to do about it, beside the field where it is."""
    _refuse_unreadable(row)
    others = list(others)
    _refuse_repeated(row, others)
    if not row.both_ways:
        _refuse_loop(row, [other for other in others if not other.both_ways])


def _refuse_unreadable(row: Row) -> None:
    problems = {}
    for field, words in zip(("term", "other"), row.ends, strict=True):
        if not words:
            problems[field] = _("Hãy viết ít nhất một chữ cái hoặc chữ số.")
        elif len(words) > LONGEST_SYNONYM:
            problems[field] = _("Dài nhất là %(most)d tiếng, ở đây có %(count)d. Hãy chọn phần chính của tên.") % {
                "most": LONGEST_SYNONYM,
                "count": len(words),
            }
    if not problems and row.ends[0] == row.ends[1]:
        problems["other"] = _("Hai bên là cùng một từ. Khác chữ hoa, dấu câu hay chỗ đặt dấu không tính là khác.")
    if problems:
        raise ValidationError(problems)


def _refuse_repeated(row: Row, others: list[Row]) -> None:
    """The pair is there already: as it stands, turned round, or one way where both are wanted now."""
    pair = row.ends
    for other in others:
        is_same, is_turned = other.ends == pair, other.ends == pair[::-1]
        if (is_same and (other.both_ways or not row.both_ways)) or (is_turned and other.both_ways):
            problem = _("Đã có dòng “%(row)s”, không cần thêm nữa.") % {"row": other}
        elif is_same or (is_turned and row.both_ways):
            problem = _("Đã có dòng một chiều “%(row)s”. Hãy mở dòng ấy và chọn “Hai chiều”.") % {"row": other}
        else:
            continue
        raise ValidationError({"other": problem})


def _refuse_loop(row: Row, one_way: list[Row]) -> None:
    names = {words: name for each in (*one_way, row) for words, name in zip(each.ends, each[:2], strict=True)}
    term, other = row.ends
    way_back = chain((each.ends for each in one_way), other, term)
    if way_back:
        loop = " → ".join(names[words] for words in (term, *way_back))
        raise ValidationError(
            _(
                "Các dòng một chiều đi thành vòng: %(loop)s. Một chiều nghĩa là từ sau không dẫn về từ trước. Nếu các "
                "từ này thay được cho nhau, hãy ghi từng cặp là “Hai chiều”; nếu không, hãy xóa dòng ghi nhầm."
            )
            % {"loop": loop}
        )
