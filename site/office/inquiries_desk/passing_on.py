"""The centre found who makes the product: the question goes to them, as the buyer agreed."""

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inquiries import services
from inquiries.models import Inquiry
from office.catalogue.acts import ASSIGN_PERMISSION, MakerForm
from office.screens import ServiceScreen
from products.services.catalogue import assign_producer

from .access import PERMISSION, inquiry_for_desk


class PassOnScreen(ServiceScreen):
    """Whose the product is, and with that whose question it is."""

    permission = PERMISSION
    form_class = MakerForm
    page_title = gettext_lazy("Chuyển câu hỏi cho cơ sở")
    button = gettext_lazy("Ghi cơ sở và chuyển câu hỏi")
    template_name = "office/desk/pass_on.html"

    def get_subject(self) -> Inquiry:
        return inquiry_for_desk(self.request.user, self.kwargs["reference"])

    def get_initial(self) -> dict[str, object]:
        product = self.subject.product
        return {"producer": product.producer if product else None}

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        """Where the maker is on record, nothing has to be proved again."""
        form = super().get_form(form_class)
        form.fields["reason"].required = not (self.subject.product and self.subject.product.producer_id)
        return form

    @transaction.atomic
    def perform(self, form: Form) -> str:
        inquiry, producer = self.subject, form.cleaned_data["producer"]
        product = inquiry.product
        if product is not None and product.producer_id is None and may_assign(self.request):
            assign_producer(
                product=product, producer=producer, reason=form.cleaned_data["reason"], by=self.request.user
            )
        services.assign_producer(inquiry=inquiry, producer=producer, by=self.request.user)
        return _("Đã chuyển câu hỏi cho %(producer)s.") % {"producer": producer}

    def get_success_url(self) -> str:
        return reverse("office:inquiry", args=[self.subject.reference])


def may_assign(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(ASSIGN_PERMISSION))
