"""The product's form: the dossier in its order, then what buyers ask (DOMAIN §2, §5)."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from .forms import ProductForm

DOSSIER = (
    "model_code",
    "size_vi",
    "material_vi",
    "use_vi",
    "start_year",
    "annual_output",
    "annual_revenue",
    "markets_vi",
    "labour",
    "technology_vi",
    "raw_material_vi",
    "environment_vi",
    "cultural_value_vi",
)
"""The description of the programme's dossier, in its order (DOMAIN §2)."""
IN_ENGLISH = (
    "name",
    "summary",
    "set_contents",
    "size",
    "material",
    "use",
    "markets",
    "technology",
    "raw_material",
    "environment",
    "cultural_value",
    "story",
    "packing",
    "minimum_order",
    "monthly_capacity",
    "storage",
    "allergens",
    "price_unit",
    "sample_terms",
    "retail_places",
)


def content_tab(*, producer: FieldPanel) -> ObjectList:
    """What the dossier says, in Vietnamese."""
    return ObjectList(
        [
            FieldPanel("name_vi"),
            FieldPanel("other_names"),
            producer,
            FieldRowPanel([FieldPanel("category"), FieldPanel("group")]),
            FieldPanel("summary_vi"),
            MultiFieldPanel([FieldPanel("is_set"), FieldPanel("set_contents_vi")], heading=_("Bộ sản phẩm")),
            MultiFieldPanel([FieldPanel(name) for name in DOSSIER], heading=_("Thuyết minh sản phẩm")),
            FieldPanel("story_vi"),
            PublishingPanel(heading=_("Hẹn ngày hiện và ngày gỡ")),
        ],
        heading=_("Nội dung"),
    )


BUYER_TAB = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("packing_vi"),
                FieldPanel("minimum_order_vi"),
                FieldPanel("monthly_capacity_vi"),
                FieldPanel("available_months"),
                FieldRowPanel([FieldPanel("lead_time_days_least"), FieldPanel("lead_time_days_most")]),
            ],
            heading=_("Đặt hàng"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("price_kind"),
                FieldRowPanel([FieldPanel("price_least"), FieldPanel("price_most")]),
                FieldRowPanel([FieldPanel("price_unit_vi"), FieldPanel("price_date")]),
                FieldPanel("has_vat_invoice"),
                FieldPanel("has_gift_box"),
                FieldPanel("takes_own_label"),
                FieldPanel("sample_terms_vi"),
                FieldPanel("retail_places_vi"),
            ],
            heading=_("Giá và bán hàng"),
        ),
        MultiFieldPanel(
            [FieldPanel("shelf_life_months"), FieldPanel("storage_vi"), FieldPanel("allergens_vi")],
            heading=_("Bảo quản"),
        ),
        MultiFieldPanel(
            [FieldPanel("hs_code"), FieldRowPanel([FieldPanel("carton_size"), FieldPanel("carton_weight_kg")])],
            heading=_("Xuất khẩu"),
        ),
    ],
    heading=_("Người mua cần biết"),
)
PHOTO_TAB = ObjectList(
    [
        InlinePanel(
            "photos",
            [FieldPanel("photo"), FieldPanel("alt_vi"), FieldPanel("alt_en")],
            heading=_("Ảnh sản phẩm"),
            label=_("Ảnh"),
            help_text=_("Hồ sơ cần ít nhất ba ảnh: mặt trước, mặt bên, mặt trên."),
        )
    ],
    heading=_("Ảnh"),
)
PAPERS_TAB = ObjectList(
    [
        InlinePanel(
            "certificates",
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
                FieldPanel("issuer"),
                FieldRowPanel([FieldPanel("issued_date"), FieldPanel("valid_until")]),
            ],
            heading=_("Giấy chứng nhận chất lượng"),
            label=_("Giấy"),
        ),
        InlinePanel(
            "recognitions",
            [
                FieldRowPanel([FieldPanel("programme"), FieldPanel("stars")]),
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("year"), FieldPanel("valid_until")]),
                FieldPanel("decision_number"),
            ],
            heading=_("Danh hiệu của chương trình khác"),
            label=_("Danh hiệu"),
            help_text=_("Công nhận của chương trình này nằm ở Sổ công nhận, không nhập ở đây."),
        ),
    ],
    heading=_("Giấy tờ, danh hiệu"),
)


def product_tabs(*, producer: FieldPanel) -> TabbedInterface:
    return TabbedInterface(
        [
            content_tab(producer=producer),
            ObjectList([FieldPanel(f"{name}_en") for name in IN_ENGLISH], heading=_("Tiếng Anh")),
            BUYER_TAB,
            PHOTO_TAB,
            PAPERS_TAB,
            ObjectList([FieldPanel("tags")], heading=_("Nhãn")),
        ],
        base_form_class=ProductForm,
    )
