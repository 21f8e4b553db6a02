"""Names of provinces before and after July 2025, to recognise a province in a title or a group row.

Recognition only: which province a record belongs to is decided against the places' own tables.
"""

import re

from common.text import key

NAMES = [
    "An Giang",
    "Bà Rịa - Vũng Tàu",
    "Bạc Liêu",
    "Bắc Giang",
    "Bắc Kạn",
    "Bắc Ninh",
    "Bến Tre",
    "Bình Dương",
    "Bình Định",
    "Bình Phước",
    "Bình Thuận",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Đắk Nông",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Giang",
    "Hà Nam",
    "Hà Nội",
    "Hà Tĩnh",
    "Hải Dương",
    "Hải Phòng",
    "Hậu Giang",
    "Hòa Bình",
    "Huế",
    "Hưng Yên",
    "Khánh Hòa",
    "Kiên Giang",
    "Kon Tum",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Long An",
    "Nam Định",
    "Nghệ An",
    "Ninh Bình",
    "Ninh Thuận",
    "Phú Thọ",
    "Phú Yên",
    "Quảng Bình",
    "Quảng Nam",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sóc Trăng",
    "Sơn La",
    "Tây Ninh",
    "Thái Bình",
    "Thái Nguyên",
    "Thanh Hóa",
    "Thừa Thiên Huế",
    "Tiền Giang",
    "Trà Vinh",
    "Tuyên Quang",
    "Vĩnh Long",
    "Vĩnh Phúc",
    "Yên Bái",
    "TP. Hồ Chí Minh",
]
BY_KEY = {key(name): name for name in NAMES} | {
    "ho chi minh": "TP. Hồ Chí Minh",
    "tp hcm": "TP. Hồ Chí Minh",
    "thanh pho ho chi minh": "TP. Hồ Chí Minh",
    "dak lak": "Đắk Lắk",
    "dac lac": "Đắk Lắk",
    "daklak": "Đắk Lắk",
    "dac nong": "Đắk Nông",
    "bac can": "Bắc Kạn",
    "ba ria vung tau": "Bà Rịa - Vũng Tàu",
}
_PREFIX = re.compile(r"^(?:tinh|thanh pho|tp|tt|tinh tp|tinh thanh pho|so cong thuong|so cong thuong tinh) ")
_LONGEST_FIRST = sorted(BY_KEY, key=len, reverse=True)
_ANYWHERE = re.compile(rf"\b(?:tinh|thanh pho|tp|ubnd|so cong thuong) ({'|'.join(_LONGEST_FIRST)})\b")


def province_named(text: str) -> str:
    """The province that a text consists of ("TỈNH LÀO CAI", "Lào Cai"), "" when it is anything else."""
    folded = key(text)
    return BY_KEY.get(folded) or BY_KEY.get(_PREFIX.sub("", folded), "")


def province_in(text: str) -> str:
    """The first province named with its word ("tỉnh Lào Cai") anywhere in a text."""
    match = _ANYWHERE.search(key(text))
    return BY_KEY[match.group(1)] if match else ""
