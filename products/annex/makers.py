"""Taking apart cells that hold a maker with its address, person and phone, or a product with its maker."""

import re
from dataclasses import dataclass

from common.text import fold, normalise

from .provinces import province_named

LABELS = {
    "address": r"(?:dia chi|d/c|đ/c|dc|tru so(?: chinh)?|noi san xuat)",
    "phone": r"(?:so dien thoai|dien thoai|sdt|dt|đt|tel|hotline|mobile|zalo|email|e-mail)",
    "representative": r"(?:nguoi dai dien|dai dien(?: phap luat)?|giam doc|chu ho|chu nhiem|chu co so|nguoi lien he)",
}
LABEL = re.compile("|".join(rf"(?P<{name}>(?<![^\W_]){words}\s*[:：])" for name, words in LABELS.items()))
PHONE = re.compile(r"(?<![\d.])(?:\+?84|0)[\s.-]?\d(?:[\s.-]?\d){7,9}(?!\d)")
PLACE = (
    r"(?:so(?: nha)? \d|thon|xom|to|khu|ap|ban|lang|duong|pho|quoc lo|tinh lo|km ?\d|lo|cum|xa|phuong|thi tran"
    r"|thi xa|huyen|quan|tp|thanh pho|tinh|dac khu|khoi|buon|tieu khu|doi|ql ?\d|ngo|ngach|kcn"
    r"|ccn|tdp|hem|x\.|p\.|h\.|tt\.|tx|kp)"
)
STARTS_WITH_PLACE = re.compile(rf"{PLACE}(?![^\W_])")
PLACE_AFTER_MARK = re.compile(rf"\s*(?:[,;]|\s[-–—])\s*(?={PLACE}(?![^\W_]))|\s*[,;-]?\s*\((?={PLACE}(?![^\W_]))")
PLACE_BARE = re.compile(r"(?<!hop tac)(?<!tac)\s+(?=(?:thon|xom|xa|phuong|thi tran)\s+[^,]+,)")
MAKER = re.compile(
    r"(?<![^\W_])(?:htx|hop tac xa|lien hiep htx|cong ty|cty|co so|cssx|ho kinh doanh|hkd|ho san xuat|doanh nghiep"
    r"|dntn|to hop tac|tht|xi nghiep|nha may|lang nghe|chi nhanh|trang trai)(?![^\W_])"
)


@dataclass(frozen=True)
class Maker:
    """The parts of a maker's cell; "" for what it does not hold."""

    name: str = ""
    address: str = ""
    representative: str = ""
    phone: str = ""


def split_maker(text: str) -> Maker:
    """ "HTX chè Hảo Đạt, xã Tân Cương, TP Thái Nguyên" → name and address; labels are followed first."""
    head, labelled = _labelled(text)
    phones = PHONE.findall(head)
    head = PHONE.sub("", head)
    name, address = _name_and_address(head)
    address = " ".join(filter(None, [address, labelled.get("address", "")]))
    phone = "; ".join(filter(None, [labelled.get("phone", ""), *map(_bare, phones)]))
    return Maker(_bare(name), _bare(address), _bare(labelled.get("representative", "")), phone)


def _bare(text: str) -> str:
    text = normalise(text).strip(" ,;:-–—.(")
    return text[:-1] if text.endswith(")") and "(" not in text else text


def _labelled(text: str) -> tuple[str, dict[str, str]]:
    """What stands before the first label ("Địa chỉ:"), and the text after each label."""
    matches = list(LABEL.finditer(fold(text)))
    found: dict[str, str] = {}
    ends = [*(match.start() for match in matches[1:]), len(text)] if matches else []
    for match, end in zip(matches, ends, strict=True):
        piece = text[match.end() : end]
        found[match.lastgroup or ""] = _bare(" ".join([found.get(match.lastgroup or "", ""), piece]))
    return text[: matches[0].start()] if matches else text, found


def _name_and_address(text: str) -> tuple[str, str]:
    lines = [line for line in text.split("\n") if _bare(line)]
    if len(lines) > 1:
        return _by_lines(lines)
    text = " ".join(lines)
    folded = fold(text)
    match = PLACE_AFTER_MARK.search(folded) or PLACE_BARE.search(folded)
    if match and match.start() > 0:
        return text[: match.start()], text[match.end() :]
    parts = text.split(",")
    if len(parts) > 1 and province_named(parts[-1]):
        return parts[0], ",".join(parts[1:])
    name, mark, rest = text.partition(";")
    return (name, rest) if mark else (text, "")


def _by_lines(lines: list[str]) -> tuple[str, str]:
    """The address begins at the first line that looks like one; a name may run over several lines."""
    for at, line in enumerate(lines[1:], start=1):
        if STARTS_WITH_PLACE.match(fold(line).lstrip(" -(,")):
            return " ".join(lines[:at]), " ".join(lines[at:])
    split = [_name_and_address(" ".join(lines[: at + 1])) for at in range(len(lines))]
    name, address = split[-1]
    if address and len(name) > len(lines[0]):
        return name, address
    starts_small = lines[1].lstrip()[:1].islower()
    if starts_small or not lines[1:]:
        return " ".join(lines), ""
    return lines[0], " ".join(lines[1:])


def split_product(text: str) -> tuple[str, str]:
    """(product, the rest: its maker and address) of a cell that holds both."""
    first, line_break, rest = text.partition("\n")
    if line_break and MAKER.search(fold(rest)):
        at = MAKER.search(fold(text))
        start = at.start() if at and at.start() > 0 else len(first)
        return _bare(re.sub(r"\bcủa\s*$", "", normalise(text[:start]))), text[start:]
    match = MAKER.search(fold(text), 1)
    if match:
        return _bare(re.sub(r"\bcủa\s*$", "", normalise(text[: match.start()]))), text[match.start() :]
    return _bare(first), rest


def looks_like_maker(text: str) -> bool:
    """True for a text that begins as the name of a firm or cooperative."""
    return bool(MAKER.match(fold(text).lstrip(" -*+•")))
