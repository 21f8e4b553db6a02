"""What a Vietnamese name says the thing is, in English: "Chè tôm nõn Hảo Đạt" is green tea.

Vietnamese puts the head noun first, so a short table of head nouns (data/head_nouns.csv) says it of most names more
closely than their category does. A wrong word is worse than a broad one: where any part of a name is not in the
table, nothing is said, and the category's own gloss, which staff edit, stands in.
"""

import csv
import re
from functools import lru_cache
from pathlib import Path

from django.utils.text import get_text_list
from django.utils.translation import override

from common import languages, text

HEAD_NOUNS = Path(__file__).resolve().parent / "data" / "head_nouns.csv"
# "Bộ 3 sản phẩm", "Bộ sản phẩm", "Bộ", "Sản phẩm": what stands before the noun.
_BEFORE_THE_NOUN = re.compile(r"^(?:bộ\s+(?:\d+\s+)?(?:sản phẩm\s+)?|sản phẩm\s+)")
_REMARK = re.compile(r"[(:;]")
_AND = re.compile(r",\s+|\s+và\s+")


@lru_cache(maxsize=1)
def _head_nouns() -> dict[tuple[str, ...], str]:
    with HEAD_NOUNS.open(encoding="utf-8", newline="") as file:
        return {tuple(text.tokens(row["words"])): row["gloss_en"] for row in csv.DictReader(file)}


def head_nouns() -> list[str]:
    """What things of the trade are called, in Vietnamese."""
    return [" ".join(words) for words in _head_nouns()]


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _head_nouns()))


@lru_cache(maxsize=4096)
def gloss_of_name(name: str) -> str:
    """ "lotus leaf tea and ginger tea" for a name that lists both; nothing where one of its parts is not known."""
    named = _BEFORE_THE_NOUN.sub("", _REMARK.split(text.exact(name))[0])
    found = [_gloss_of_part(part) for part in _AND.split(named)]
    if not all(found):
        return ""
    with override(languages.GLOSS):
        return get_text_list(list(dict.fromkeys(found)), "and")


def _gloss_of_part(part: str) -> str:
    """By the longest head noun that the part begins with; accents count: "chế biến" begins with no "chè"."""
    words = text.tokens(part)
    beginnings = (tuple(words[:length]) for length in range(min(len(words), _longest()), 0, -1))
    return next((_head_nouns()[words] for words in beginnings if words in _head_nouns()), "")
