"""Forms of the catalogue's editors."""

from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from common.addresses import free_slug
from fairs.access import ADDRESS_KIND as FAIR_KIND
from producers.access import ADDRESS_KIND as PRODUCER_KIND
from products.access import ADDRESS_KIND as PRODUCT_KIND
from products.models import Product, ProductGroup

from .fields import CategoryField, MarketsField, MonthsField


class RecordForm(WagtailAdminModelForm):
    """A moderated record's form. A new record gets its address from its name; a service changes it later."""

    address_kind = ""

    def save(self, commit: bool = True) -> Any:
        if self.instance.slug:
            return super().save(commit=commit)
        self._take_address()
        if not commit:
            return super().save(commit=False)
        try:
            with transaction.atomic():
                return super().save()
        except IntegrityError:  # somebody else's record of this name took the address meanwhile
            self._take_address()
            with transaction.atomic():
                return super().save()

    def _take_address(self) -> None:
        name = self.instance.names_to_search()[0]
        self.instance.slug = free_slug(type(self.instance), name, kind=self.address_kind)


class ProductForm(RecordForm):
    address_kind = PRODUCT_KIND

    available_months = MonthsField(label=_("Tháng có hàng"))
    category = CategoryField()
    group = forms.ModelChoiceField(
        ProductGroup.objects.all(), label=_("Nhóm của chương trình"), required=False, empty_label=_("Chưa chọn")
    )


class ProducerForm(RecordForm):
    address_kind = PRODUCER_KIND

    export_markets = MarketsField(label=_("Thị trường xuất khẩu"))


class FairForm(RecordForm):
    address_kind = FAIR_KIND


class ExhibitorForm(WagtailAdminModelForm):
    """Who shows what; the products on offer are those of the producer that is saved."""

    products = forms.ModelMultipleChoiceField(
        Product.objects.none(),
        label=_("Sản phẩm mang đến"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chọn cơ sở và lưu trước, rồi đánh dấu sản phẩm của cơ sở ấy."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.producer_id:
            made = Product.objects.filter(producer=self.instance.producer_id, archived_at=None, merged_into=None)
            self.fields["products"].queryset = made.order_by("sort_key")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("producer") and not cleaned.get("name"):
            raise forms.ValidationError(_("Chọn cơ sở, hoặc ghi tên đơn vị khi chưa có hồ sơ."))
        return cleaned
