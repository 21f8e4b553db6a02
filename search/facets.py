"""The facets a reader can narrow a list by: their names in the engine, in addresses and on pages."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Facet(NamedTuple):
    """`parameter` names it in addresses; `is_offered` ones stand beside the list with their counts."""

    name: str
    parameter: str
    legend: str | Promise
    is_offered: bool = True


KIND = Facet("kind", "muc", pgettext_lazy("kind of entry", "Mục"))
AWARDED = Facet("awarded", "cn", _("Công nhận"))
LEVEL = Facet("level", "cap", _("Cấp công nhận"))
YEAR = Facet("year", "nam", _("Năm công nhận"))
CATEGORY = Facet("category", "loai", _("Loại sản phẩm"))
PROVINCE = Facet("province", "tinh", _("Tỉnh, thành"))
REGION = Facet("region", "vung", _("Khu vực bình chọn"))
FORMER_PROVINCE = Facet("former_province", "tinh-cu", _("Tỉnh cũ"), is_offered=False)
VILLAGE = Facet("village", "lang", _("Làng nghề"), is_offered=False)
DECISION = Facet("decision", "qd", _("Quyết định"), is_offered=False)

ALL = (KIND, AWARDED, LEVEL, YEAR, CATEGORY, PROVINCE, REGION, FORMER_PROVINCE, VILLAGE, DECISION)
BY_NAME = {facet.name: facet for facet in ALL}
BY_PARAMETER = {facet.parameter: facet for facet in ALL}

AWARDED_WORDS = {"yes": "co", "no": "chua"}
WHETHER_AWARDED_OR_NOT = "tat-ca"
"""In addresses of the browse page: those without an award too."""
