"""Whether words may name a person. Pure, and a guess on the safe side: what it takes for a name only has to wait."""

from collections.abc import Sequence

from common import text

from ..plan.structured import typed_as

LONGEST_NAME = 4


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


TELLING = _words("nguyễn trần phạm hoàng huỳnh phan vũ võ đặng bùi ngô trịnh đinh trương lương phùng đoàn lưu")
"""Surnames that, written with their accents, are hardly ever anything else."""
AMBIGUOUS = _words(
    "lê đỗ hồ dương lý đào lâm mai hà tô tạ vương triệu thái chu châu cao quách thạch kiều tống hứa nghiêm khổng bạch "
    "doãn giáp lục lã mạc nông bế giàng sùng lò quàng cầm sầm lầu thào hạng phàn tẩn chảo điểu từ tăng kim tiêu ninh "
    "ông âu vàng ma"
)
"""Surnames that are also words for goods or places."""
SURNAMES = TELLING | AMBIGUOUS
TELLING_FOLDED = frozenset({"nguyen", "tran", "pham", "huynh"})
"""The same where no accents are typed."""
AFTER_NGUYEN = frozenset({"chat", "lieu", "con", "hat", "la", "ban"})
"""With these "nguyen" is "nguyên": whole, raw, original."""
ADDRESSED = _words("ông bà cô chú bác anh chị dì thầy cậu mợ")
MIDDLE_NAMES = frozenset({"thị", "văn"})
NO_NAME_BEFORE = frozenset({"siêu", "đô", "thành", "tiếp", "ngữ", "nhân"})
NO_NAME_AFTER = frozenset({"trấn", "xã", "trường", "hóa", "phòng", "hiến", "học", "minh", "nghệ", "bản"})


def may_name_a_person(words: Sequence[str]) -> bool:
    """Words in lower case, with accents or without: "nguyen van a", "chè của Lò Thị Mai", "cô Lan"."""
    return len(words) > 1 and (
        _begins_with_a_surname(words)
        or _has_a_telling_surname(words)
        or _has_a_middle_name(words)
        or words[0] in ADDRESSED
    )


def _begins_with_a_surname(words: Sequence[str]) -> bool:
    """Two to four words. Of two, a surname that is also a word for goods counts as it is written only: "dao phay" is a
    knife.
    """
    if len(words) > LONGEST_NAME or _begins_another_word(words[0], words[1]):
        return False
    first = words[0]
    return first in SURNAMES or (_is_one_of(first, SURNAMES) and (len(words) > 2 or _is_one_of(first, TELLING)))


def _has_a_telling_surname(words: Sequence[str]) -> bool:
    return any(
        word in TELLING or (word in TELLING_FOLDED and not _begins_another_word(word, after))
        for word, after in zip(words, words[1:], strict=False)
    )


def _has_a_middle_name(words: Sequence[str]) -> bool:
    """ "thị" or "văn" between two words with which it makes no other word ("siêu thị", "văn phòng")."""
    return any(
        _is_one_of(word, MIDDLE_NAMES)
        and not _is_one_of(before, NO_NAME_BEFORE)
        and not _is_one_of(after, NO_NAME_AFTER)
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
    )


def _begins_another_word(word: str, after: str) -> bool:
    return word == "nguyen" and text.fold(after) in AFTER_NGUYEN


def _is_one_of(typed: str, names: frozenset[str]) -> bool:
    """With its accents, or with none."""
    return any(typed_as((typed,), (name,)) for name in names)
