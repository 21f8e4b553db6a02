"""When two spellings of a maker's or a product's name are the same name."""

import re
from functools import lru_cache

from common import text

# Long forms first: after folding, each run of words becomes one short word.
LEGAL_WORDS = (
    ("lien hiep hop tac xa", "lhhtx"),
    ("lien hiep htx", "lhhtx"),
    ("hop tac xa", "htx"),
    ("to hop tac", "tht"),
    ("trach nhiem huu han", "tnhh"),
    ("mot thanh vien", "mtv"),
    ("1 thanh vien", "mtv"),
    ("1tv", "mtv"),
    ("co phan", "cp"),
    ("cong ty", "cty"),
    ("cong ti", "cty"),
    ("c ty", "cty"),
    ("doanh nghiep tu nhan", "dntn"),
    ("ho kinh doanh ca the", "hkd"),
    ("ho kinh doanh", "hkd"),
    ("ho ca the", "hkd"),
    ("ho kd", "hkd"),
    ("co so san xuat", "cssx"),
    ("co so sx", "cssx"),
    ("san xuat", "sx"),
    ("thuong mai", "tm"),
    ("dich vu", "dv"),
    ("xuat nhap khau", "xnk"),
    ("nong nghiep", "nn"),
    ("cong nghiep", "cn"),
    ("che bien", "cb"),
    ("kinh doanh", "kd"),
    ("thu cong my nghe", "tcmn"),
    ("va", ""),
)
_LEGAL = re.compile(r"\b(" + "|".join(words for words, _short in LEGAL_WORDS) + r")\b")
_SHORT = dict(LEGAL_WORDS)
# "sxtm", "tmdv", "sx&tm": abbreviations run together are pulled apart.
_RUN_TOGETHER = re.compile(r"\b((?:sx|tm|dv|xnk|cb|kd|nn)(?:sx|tm|dv|xnk|cb|kd|nn)+)\b")
_PIECES = re.compile(r"sx|tm|dv|xnk|cb|kd|nn")
_PRODUCT_PREFIX = re.compile(r"^(?:bo san pham|san pham|bo)\s+")


@lru_cache(maxsize=65536)
def producer_key(name: str) -> str:
    """A maker's name folded, legal words in their short forms, blanks gone: "Cty CP Chè" and "Công ty cổ phần chè".

    Blanks do not count, because brand names are cut differently ("Mac ca & Sa chi", "Macca & Sachi").
    """
    folded = text.key(text.place_tones(name).replace("&", " va "))
    folded = _LEGAL.sub(lambda match: _SHORT[match.group(1)], folded)
    folded = _RUN_TOGETHER.sub(lambda match: " ".join(_PIECES.findall(match.group(1))), folded)
    return folded.replace(" ", "")


@lru_cache(maxsize=65536)
def product_key(name: str) -> str:
    """A product's name folded and without blanks; "Bộ sản phẩm" at its start stays, since a set is another product."""
    return text.key(text.place_tones(name)).replace(" ", "")


@lru_cache(maxsize=65536)
def loose_product_key(name: str) -> str:
    """`product_key` without "bộ sản phẩm" in front: for finding what may be the same, never for deciding it."""
    return _PRODUCT_PREFIX.sub("", text.key(text.place_tones(name))).replace(" ", "")
