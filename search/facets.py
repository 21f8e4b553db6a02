"""The facets a reader can narrow a list by: their names in the engine, in addresses and on pages."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Facet(NamedTuple):
    """`parameter` names it in addresses.

    `most`: how many values stand beside a list at once (0: all); where there are more, those whose label has the words
    of the parameter `find` stand there instead. `below`: the facet of which a value must be known first. `is_folded`:
    only its name is seen until it is opened.
    """

    name: str
    parameter: str
    legend: str | Promise
    most: int = 0
    find: str = ""
    below: str = ""
    is_folded: bool = False


MOST_SHOWN = 20


KIND = Facet("kind", "muc", pgettext_lazy("kind of entry", "Mục"))
AWARDED = Facet("awarded", "cn", _("Công nhận"))
LEVEL = Facet("level", "cap", _("Cấp công nhận"))
YEAR = Facet("year", "nam", _("Năm công nhận"))
CATEGORY = Facet("category", "loai", _("Loại sản phẩm"))
PROVINCE = Facet("province", "tinh", _("Tỉnh, thành"))
COMMUNE = Facet("commune", "xa", _("Xã, phường"), most=MOST_SHOWN, find="tim-xa", below=PROVINCE.name)
REGION = Facet("region", "vung", _("Khu vực bình chọn"))
SUPPLY = Facet("supply", "hang", _("Nguồn hàng"))
PRICE = Facet("price", "gia", _("Giá cơ sở ghi"), is_folded=True)
CERTIFICATE = Facet("certificate", "giay", _("Giấy tờ còn hạn"), is_folded=True)
TAG = Facet("tag", "nhan", _("Nhãn"), most=MOST_SHOWN, find="tim-nhan", is_folded=True)
FORMER_PROVINCE = Facet("former_province", "tinh-cu", _("Tỉnh cũ"))
VILLAGE = Facet("village", "lang", _("Làng nghề"))
DECISION = Facet("decision", "qd", _("Quyết định"))

ALL = (
    *(KIND, AWARDED, LEVEL, YEAR, CATEGORY, PROVINCE, COMMUNE, REGION, SUPPLY, PRICE, CERTIFICATE, TAG),
    *(FORMER_PROVINCE, VILLAGE, DECISION),
)
BY_NAME = {facet.name: facet for facet in ALL}
BY_PARAMETER = {facet.parameter: facet for facet in ALL}
FINDS = tuple(facet.find for facet in ALL if facet.find)
"""Parameters with words that look for a value in a long facet; they narrow no list."""

VALUES_IN_WORDS = {AWARDED.name: {"yes": "co", "no": "chua"}, SUPPLY.name: {"yes": "co"}}
"""By facet, the engine's values as addresses write them."""
WHETHER_AWARDED_OR_NOT = "tat-ca"
"""In addresses of the browse page: those without an award too."""
