"""A record to be read by those who may not change it."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import Button

from common.moderation.access import REVIEW_PERMISSION
from producers.models import Producer

from .fields import country_choices

READ_OF_PRODUCT = [
    "name_vi",
    "name_en",
    "other_names",
    "producer",
    "category",
    "group",
    "standings",
    "summary_vi",
    "set_contents_vi",
    "size_vi",
    "material_vi",
    "use_vi",
    "story_vi",
    "packing_vi",
    "minimum_order_vi",
    "monthly_capacity_vi",
    "available_months",
    "storage_vi",
    "certificates",
    "tags",
    "slug",
]
"""What may be needed to prepare a fair; what stands in the dossier alone (revenue, labour) is left out."""
READ_OF_PRODUCER = [
    "name_vi",
    "name_en",
    "other_names",
    "legal_form",
    "address_line",
    "commune",
    "province",
    "craft_village",
    "summary_vi",
    "about_vi",
    "capacity_vi",
    "export_markets",
    "channels",
    "products",
    "slug",
]
"""Of the ways to reach it, only what the producer agreed to publish."""


class RecordPage(InspectView):
    """What a record says, without what is empty."""

    template_name = "office/catalogue/record.html"

    def get_page_title(self) -> str:
        return str(self.model._meta.verbose_name).capitalize()

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [*super().header_more_buttons]
        if self.object.is_public:
            address = self.object.get_absolute_url()
            buttons.append(Button(_("Trang công khai"), url=address, icon_name="view", priority=5))
        return buttons

    def get_fields_context(self) -> list[dict[str, Any]]:
        return [shown for shown in super().get_fields_context() if shown["value"] not in (None, "", "-")]

    def get_available_months_display_value(self) -> str:
        return ", ".join(_("Tháng %(number)s") % {"number": month} for month in self.object.available_months)

    def get_standings_display_value(self) -> str:
        return "; ".join(str(standing) for standing in self.object.standings.best_first())


class ProducerPage(RecordPage):
    """A producer, with what it published of its contacts and shows of its products."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *trust_buttons(self.object, self.request.user)]

    def get_export_markets_display_value(self) -> str:
        names = dict(country_choices())
        return ", ".join(str(names.get(code, code)) for code in self.object.export_markets)

    def get_channels_display_value(self) -> str:
        return "; ".join(f"{channel.get_kind_display()}: {channel.value}" for channel in self.object.channels.public())

    def get_products_display_value(self) -> str:
        return "; ".join(str(product) for product in self.object.products.published())


def trust_buttons(producer: Producer, user: Any) -> list[Button]:
    """The way to whether the producer is trusted, for those who review."""
    if not user.has_perm(REVIEW_PERMISSION):
        return []
    return [Button(_("Tin cậy"), url=reverse("office:trust", args=[producer.pk]), icon_name="pick", priority=8)]
