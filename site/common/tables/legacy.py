"""Vietnamese encodings from before Unicode: TCVN3 (the ".Vn" fonts) and VNI-Windows (the "VNI-" fonts).

TCVN3 is TCVN 5712:1993 table VN3, in which a font draws one byte as one letter; its capitals with tones
exist only as lower-case codes drawn by the fonts whose name ends in "H". VNI writes a letter and its
mark as two characters.
"""

import unicodedata
from itertools import product

LOWER = (
    ("a", "µ¶·¸¹", "àảãáạ"),
    ("ă", "»¼½¾Æ", "ằẳẵắặ"),
    ("â", "ÇÈÉÊË", "ầẩẫấậ"),
    ("e", "ÌÎÏÐÑ", "èẻẽéẹ"),
    ("ê", "ÒÓÔÕÖ", "ềểễếệ"),
    ("i", "×ØÜÝÞ", "ìỉĩíị"),
    ("o", "ßáâãä", "òỏõóọ"),
    ("ô", "åæçèé", "ồổỗốộ"),
    ("ơ", "êëìíî", "ờởỡớợ"),
    ("u", "ïñòóô", "ùủũúụ"),
    ("ư", "õö÷øù", "ừửữứự"),
    ("y", "úûüýþ", "ỳỷỹýỵ"),
)
TCVN3 = dict(zip("¨©ª«¬\u00ad®¡¢£¤¥¦§", "ăâêôơưđĂÂÊÔƠƯĐ", strict=True))
for _letter, _codes, _letters in LOWER:
    TCVN3.update(zip(_codes, _letters, strict=True))
_FROM_TCVN3 = str.maketrans(TCVN3)
_TO_TCVN3 = {ord(letter): code for code, letter in TCVN3.items()}
_TO_TCVN3.update(
    {
        ord(letter.upper()): code
        for code, letter in TCVN3.items()
        if letter.islower() and letter.upper() not in TCVN3.values()
    }
)

_VNI_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_VNI_CIRCUMFLEX = dict(zip("âàáåãä", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_BREVE = dict(zip("êèéúüë", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_pairs() -> dict[str, str]:
    pairs = {base + code: base + mark for base, (code, mark) in product("aeouy", _VNI_TONES.items())}
    pairs |= {
        _code + code: horn + mark
        for (_code, horn), (code, mark) in product((("ô", "ơ"), ("ö", "ư")), _VNI_TONES.items())
    }
    pairs |= {base + code: base + "\u0302" + mark for base, (code, mark) in product("aeo", _VNI_CIRCUMFLEX.items())}
    pairs |= {"a" + code: "a\u0306" + mark for code, mark in _VNI_BREVE.items()}
    pairs |= _VNI_SINGLE
    pairs |= {code.upper(): letter.upper() for code, letter in pairs.items()}
    pairs |= {
        code[0].upper() + code[1:]: letter[0].upper() + letter[1:]
        for code, letter in pairs.items()
        if code.islower() and len(code) > 1
    }
    return {code: unicodedata.normalize("NFC", letter) for code, letter in pairs.items()}


VNI = _vni_pairs()


def from_tcvn3(text: str) -> str:
    """Unicode of a text whose characters are TCVN3 codes read as Latin-1."""
    return text.translate(_FROM_TCVN3)


def to_tcvn3(text: str) -> str:
    """TCVN3 codes as Latin-1 characters. Capitals with a tone become lower-case codes: VN3 has no others."""
    return unicodedata.normalize("NFC", text).translate(_TO_TCVN3)


def from_vni(text: str) -> str:
    """Unicode of a text whose characters are VNI-Windows codes read as Windows-1252."""
    letters, position = [], 0
    while position < len(text):
        pair = text[position : position + 2]
        width = 2 if pair in VNI and len(pair) == 2 else 1
        letters.append(VNI.get(text[position : position + width], text[position : position + width]))
        position += width
    return "".join(letters)
