"""What is done to a record beside its text: its address, its maker, whether its people are trusted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from common.errors import Refusal
from common.moderation import ModeratedRecord
from common.moderation.access import REVIEW_PERMISSION
from fairs.models import FairEdition
from fairs.services import rename_slug as rename_fair
from office.screens import ServiceScreen
from producers.models import Producer, Trust
from producers.services import end_trust, give_trust
from producers.services import rename_slug as rename_producer
from products.models import Product
from products.services.catalogue import assign_producer
from products.services.catalogue import rename_slug as rename_product

KINDS: dict[str, type[ModeratedRecord]] = {"product": Product, "producer": Producer, "fair": FairEdition}
ASSIGN_PERMISSION = "products.publish_product"


def edit_address(record: ModeratedRecord) -> str:
    return reverse(type(record).snippet_viewset.get_url_name("edit"), args=[record.pk])


class RenameForm(forms.Form):
    slug = forms.CharField(
        label=gettext_lazy("Địa chỉ mới"),
        max_length=160,
        help_text=gettext_lazy("Chữ không dấu, số và gạch nối. Ví dụ: mien-dong-binh-lu."),
    )


class RenameScreen(ServiceScreen):
    """Another address for a record's public page."""

    form_class = RenameForm
    page_title = gettext_lazy("Đổi địa chỉ trang")
    button = gettext_lazy("Đổi địa chỉ")
    template_name = "office/catalogue/rename.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["kind"] not in KINDS:
            raise Http404
        meta = KINDS[kwargs["kind"]]._meta
        self.permission = f"{meta.app_label}.publish_{meta.model_name}"

    def get_subject(self) -> ModeratedRecord:
        return get_object_or_404(KINDS[self.kwargs["kind"]], pk=self.kwargs["record_id"], merged_into=None)

    def get_initial(self) -> dict[str, Any]:
        return {"slug": self.subject.slug}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "back": edit_address(self.subject)}

    def perform(self, form: forms.Form) -> str:
        slug, by = form.cleaned_data["slug"], self.request.user
        if self.kwargs["kind"] == "product":
            rename_product(product=self.subject, slug=slug, by=by)
        elif self.kwargs["kind"] == "producer":
            rename_producer(producer=self.subject, slug=slug, by=by)
        else:
            rename_fair(edition=self.subject, slug=slug, by=by)
        return _("Đã đổi địa chỉ. Địa chỉ cũ dẫn về trang này.")

    def get_success_url(self) -> str:
        return edit_address(self.subject)


class MakerForm(forms.Form):
    """Whose a product is, and how it is known."""

    reason = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Vì sao biết: giấy tờ đã xem, ai xác nhận, ngày nào."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["producer"] = forms.ModelChoiceField(
            Producer.objects.filter(merged_into=None),
            label=gettext_lazy("Cơ sở làm ra sản phẩm"),
            widget=Producer.snippet_viewset.chooser_viewset.widget_class,
        )
        self.order_fields(["producer", "reason"])


class MakerScreen(ServiceScreen):
    """Whose a product is."""

    permission = ASSIGN_PERMISSION
    form_class = MakerForm
    page_title = gettext_lazy("Ghi cơ sở làm ra sản phẩm")
    button = gettext_lazy("Ghi cơ sở này")
    template_name = "office/catalogue/maker.html"

    def get_subject(self) -> Product:
        products = Product.objects.select_related("producer").filter(merged_into=None)
        return get_object_or_404(products, pk=self.kwargs["product_id"])

    def perform(self, form: forms.Form) -> str:
        assign_producer(product=self.subject, by=self.request.user, **form.cleaned_data)
        return _("Đã ghi: %(producer)s làm ra sản phẩm này.") % {"producer": form.cleaned_data["producer"]}

    def get_success_url(self) -> str:
        return edit_address(self.subject)


class TrustForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=240,
        help_text=gettext_lazy("Ví dụ: ba năm không có nội dung nào phải trả lại."),
    )


class TrustScreen(ServiceScreen):
    """Whether a producer's harmless changes go through without a person's approval."""

    permission = REVIEW_PERMISSION
    form_class = TrustForm
    page_title = gettext_lazy("Tin cậy cơ sở")
    button = gettext_lazy("Tin cậy cơ sở này")
    template_name = "office/catalogue/trust.html"

    def get_subject(self) -> Producer:
        return get_object_or_404(Producer, pk=self.kwargs["producer_id"], merged_into=None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        trust = Trust.objects.filter(producer=self.subject).select_related("given_by").first()
        named = [(model._meta, name) for model in (Product, Producer) for name in model.harmless_fields]
        harmless = sorted({str(meta.get_field(name).verbose_name) for meta, name in named})
        return {**super().get_context_data(**kwargs), "trust": trust, "harmless": harmless}

    def perform(self, form: forms.Form) -> str:
        give_trust(producer=self.subject, by=self.request.user, **form.cleaned_data)
        return _("Từ nay thay đổi nhỏ của cơ sở này hiện ngay, không chờ duyệt.")

    def get_success_url(self) -> str:
        return reverse("office:trust", args=[self.subject.pk])


@require_POST
def distrust(request: HttpRequest, producer_id: int) -> HttpResponse:
    if not request.user.has_perm(REVIEW_PERMISSION):
        raise PermissionDenied
    producer = get_object_or_404(Producer, pk=producer_id, merged_into=None)
    try:
        end_trust(producer=producer, by=request.user)
        messages.success(request, _("Từ nay mọi thay đổi của cơ sở này đều chờ duyệt."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:trust", producer_id)
