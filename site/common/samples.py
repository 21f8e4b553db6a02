"""What the page of components shows: every level and state, and the lengths real names have. All of it is invented."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from common.drawings.icons import ICONS
from common.drawings.marks import LEVELS, STATES
from common.drawings.patterns import MOTIFS
from common.renditions import Picture
from common.share_links import Share

LONG_MAKER = "Hợp tác xã Sản xuất và Kinh doanh Dịch vụ Tổng hợp Nông nghiệp Công nghệ cao Ví Dụ"
LONG_NAME = "Bộ sản phẩm đông trùng hạ thảo sấy khô dạng sợi, cao đặc và mật ong ngâm đông trùng hạ thảo"
PLACE = "Xã Ví Dụ, tỉnh Ví Dụ (trước là huyện Thí Dụ)"
TOKENS = (
    "paper well ink ink-2 ink-3 hair edge accent fill mast foot ok warn info mark focus "
    "national region province commune"
)


class SampleForm(forms.Form):
    """One field of each kind, shown both empty and refused."""

    name = forms.CharField(label=_("Tên bạn"))
    phone = forms.RegexField(
        r"^0\d{9}$",
        label=_("Điện thoại"),
        help_text=_("Mười chữ số, bắt đầu bằng 0."),
        error_messages={"invalid": _("Số điện thoại còn thiếu một chữ số")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    kind = forms.ChoiceField(
        label=_("Bạn mua cho"),
        choices=[("shop", _("Cửa hàng")), ("kitchen", _("Nhà hàng")), ("own", _("Nhà dùng"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một mục")},
    )
    question = forms.CharField(label=_("Câu hỏi"), widget=forms.Textarea(attrs={"rows": 4}))
    consent = forms.BooleanField(
        label=_("Chuyển câu hỏi của tôi đến cơ sở để trả lời"),
        error_messages={"required": _("Đánh dấu ô này thì câu hỏi mới gửi đi được")},
    )


def _plates() -> list[dict[str, Any]]:
    names = ("Miến dong sợi mảnh", "Nước mắm cốt nhĩ", LONG_NAME, "Khay sơn mài vỏ trứng", "Gùi mây đeo vai")
    motifs = ("mien", "nuoc-mam", "duoc-lieu", "son-mai", "may-tre")
    rows = zip(names, motifs, reversed(LEVELS), STATES, (2025, 2019, 2023, 2021, 2014), strict=True)
    return [
        {
            "name": name,
            "motif": motif,
            "level": level,
            "state": state,
            "year": year,
            "maker": LONG_MAKER if number % 2 else "",
            "seed": 40 + number,
        }
        for number, (name, motif, level, state, year) in enumerate(rows)
    ]


def _forms() -> dict[str, SampleForm]:
    refused = SampleForm({"name": "Lan", "phone": "090 000 00", "question": ""}, auto_id="refused_%s")
    refused.is_valid()
    return {"blank": SampleForm(auto_id="blank_%s"), "refused": refused}


def _fairs() -> list[dict[str, Any]]:
    return [
        {
            "name": _("Hội chợ Mùa Xuân"),
            "start": date(2026, 2, 2),
            "end": date(2026, 2, 13),
            "sub": _("2026 · 12 ngày"),
            "state": "on",
            "words": _("Đang diễn ra"),
        },
        {
            "name": _("Hội chợ hàng công nghiệp nông thôn tiêu biểu"),
            "start": date(2026, 5, 28),
            "end": date(2026, 6, 3),
            "sub": _("2026 · nghỉ 30/5"),
            "state": "wait",
            "words": _("Đang nhận đăng ký"),
        },
        {
            "name": _("Hội chợ cuối năm"),
            "start": date(2024, 12, 20),
            "end": date(2025, 1, 2),
            "sub": _("2024–2025 · 14 ngày"),
            "state": "off",
            "words": _("Đã kết thúc"),
            "past": True,
        },
    ]


def _days() -> dict[str, Any]:
    return {
        "until": date(2028, 12, 31),
        "lapsed": date(2024, 12, 31),
        "revoked_on": date(2025, 6, 5),
        "copied_on": date(2026, 2, 10),
        "months": [11, 12, 1, 2, 3, 4],
        "fair_start": date(2026, 5, 28),
        "fair_end": date(2026, 6, 3),
        "fair_closed": [date(2026, 5, 30), date(2026, 6, 1)],
    }


def _facet() -> list[dict[str, Any]]:
    counts = (
        ("national", _("Cấp quốc gia"), 5),
        ("region", _("Cấp khu vực"), 1209),
        ("province", _("Cấp tỉnh"), 4),
        ("district", _("Cấp huyện"), 0),
        ("commune", _("Cấp xã"), 12),
        ("none", _("Chưa được công nhận"), 31),
    )
    return [
        {"value": code, "label": label, "count": count, "checked": code == "province"} for code, label, count in counts
    ]


def _table() -> dict[str, Any]:
    columns = [
        {"label": _("Khu")},
        {"label": _("Hàng")},
        {"label": _("Gian"), "number": True},
        {"label": _("Ai trả")},
    ]
    rows = [
        ["A", _("Thủ công mỹ nghệ"), 60, _("Khuyến công hỗ trợ")],
        ["B", _("Thực phẩm, đặc sản"), 1290, _("Cơ sở")],
    ]
    return {"columns": columns, "rows": rows}


def _links() -> dict[str, Any]:
    plan, signup = _("Kế hoạch tổ chức"), _("Mẫu đơn đăng ký gian")
    return {
        "chips": [{"label": _("Cấp tỉnh"), "url": "#c-filters"}, {"label": _("Từ năm 2021"), "url": "#c-filters"}],
        "documents": [
            {"name": plan, "url": "#c-docs", "kind": "PDF", "size": 430080, "date": date(2026, 1, 6)},
            {"name": signup, "url": "#c-docs", "kind": "DOCX"},
        ],
        "index": [
            {"label": "An Giang", "url": "#c-docs", "note": 13},
            {"label": "Bắc Ninh", "url": "#c-docs", "note": 1204},
        ],
    }


def _photos() -> list[Picture]:
    """A tall one and a square one; the only pictures that are on every installation are the site's own icons."""
    large, small = static("site/brand/icon-512.png"), static("site/brand/icon-192.png")
    thumbnail = Picture(src=small, width=192, height=192, alt="")
    return [
        Picture(src=large, width=512, height=512, alt=str(_("Hình ví dụ thứ nhất")), ground="lacquer", cut=thumbnail),
        Picture(src=small, width=192, height=192, alt=str(_("Hình ví dụ thứ hai")), ground="linen", cut=thumbnail),
    ]


def _points() -> dict[str, Any]:
    """The middle of a commune and of a province, shaped as `places.maps.MapPoint`, which is above this module."""
    links = [{"label": "OpenStreetMap", "url": "#c-choose"}, {"label": "Google Maps", "url": "#c-choose"}]
    drawing = SimpleNamespace(width=320, height=640, x=128, y=110)
    return {
        "commune": SimpleNamespace(name=_("xã Ví Dụ"), is_of_commune=True, drawing=drawing, links=links),
        "province": SimpleNamespace(name=_("tỉnh Ví Dụ"), is_of_commune=False, drawing=drawing, links=links),
    }


def sample_context() -> dict[str, Any]:
    """Everything templates/common/components.html names."""
    return {
        "tokens": TOKENS.split(),
        "icons": list(ICONS),
        "levels": LEVELS,
        "states": STATES,
        "motifs": list(MOTIFS),
        "plates": _plates(),
        "maker_missing": _("Cơ sở: chưa có trong sổ"),
        "place": PLACE,
        "steps": [
            {"level": "commune", "years": []},
            {"level": "province", "years": [2022, 2023], "state": "superseded"},
            {"level": "region", "years": [2024], "state": "in_force"},
            {"level": "national", "years": []},
        ],
        "facet": _facet(),
        "page": Paginator(range(480), 12).page(7),
        "forms": _forms(),
        "fairs": _fairs(),
        "photos": _photos(),
        "points": _points(),
        "share": Share(address="https://example.org/vi/san-pham/vi-du/", title="Miến dong sợi mảnh"),
        "told": SimpleNamespace(story_vi="Củ dong đào từ tháng mười âm.", story_en=""),
        "found": ["nước", "mắm"],
        **_days(),
        **_table(),
        **_links(),
    }
