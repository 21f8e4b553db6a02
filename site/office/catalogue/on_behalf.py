"""Staff write down what a producer told them: submitted for review under its own label."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.action_menu import ActionMenuItem, SubmitForModerationMenuItem

from office.moderated import ON_BEHALF
from producers.models import Producer
from products.models import Product


class SubmitOnBehalf(SubmitForModerationMenuItem):
    """Beside "submit": the same act, whose words are the producer's. The reviewer reads who wrote them down."""

    template_name = "office/catalogue/submit_on_behalf.html"
    icon_name = "group"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Where there is a producer whose words they can be."""
        record = context.get("instance")
        speaks = isinstance(record, Producer) or (isinstance(record, Product) and record.producer_id is not None)
        return speaks and super().is_shown(context)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        return {**context, "label": _("Gửi duyệt, ghi theo lời cơ sở"), "value": ON_BEHALF}


def submit_on_behalf(model: type[Model]) -> ActionMenuItem | None:
    return SubmitOnBehalf(order=95) if model in {Product, Producer} else None
