"""What a producer fills in: the dossier's main questions in its order, and the profile."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.moderation import ModeratedRecord
from producers.models import Producer
from products.models import Product

Section = tuple[str | Promise, tuple[str, ...]]


class SignInForm(AuthenticationForm):
    """Django's sign-in, in words for somebody who signs in twice a year."""

    error_messages: ClassVar[dict[str, Any]] = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Chú ý chữ hoa, chữ thường."),
        "inactive": _("Tài khoản này đã ngừng dùng. Hãy gọi trung tâm."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")


class DraftForm(forms.ModelForm):
    """A form on a record's draft. It remembers which revision was shown, and saves nothing itself."""

    sections: ClassVar[tuple[Section, ...]] = ()
    english: ClassVar[tuple[str, ...]] = ()
    """Fields for buyers abroad; folded, since most who write here leave them to the centre."""

    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, instance: ModeratedRecord, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        latest = instance.latest_revision
        self.shown_revision = latest.created_at.isoformat() if latest else ""
        self.fields["based_on"].initial = self.shown_revision

    def clean_based_on(self) -> datetime | None:
        said = self.cleaned_data["based_on"]
        try:
            return datetime.fromisoformat(said) if said else None
        except ValueError:
            raise forms.ValidationError(_("Trang đã cũ, hãy mở lại.")) from None

    def in_sections(self) -> Iterator[tuple[str | Promise, list[BoundField]]]:
        """(title, bound fields) in the order of the paper dossier."""
        for title, names in self.sections:
            yield title, [self[name] for name in names]

    def in_english(self) -> list[BoundField]:
        return [self[name] for name in self.english]

    def has_english_errors(self) -> bool:
        return any(name in self.errors for name in self.english)

    def with_newest_shown(self) -> "DraftForm":
        """The same form with everything typed, which from now on answers the newest revision."""
        self.data = self.data.copy()
        self.data["based_on"] = self.shown_revision
        return self


class ProductForm(DraftForm):
    """A product's dossier and what a buyer needs to decide."""

    sections = (
        (_("Sản phẩm"), ("name_vi", "summary_vi", "model_code", "size_vi", "material_vi", "use_vi")),
        (
            _("Sản xuất"),
            ("start_year", "annual_output", "markets_vi", "labour", "technology_vi", "raw_material_vi"),
        ),
        (_("Giá trị"), ("environment_vi", "cultural_value_vi", "story_vi")),
        (
            _("Khi khách đặt hàng"),
            (
                "available_months",
                "packing_vi",
                "minimum_order_vi",
                "monthly_capacity_vi",
                "lead_time_days_least",
                "lead_time_days_most",
                "shelf_life_months",
                "storage_vi",
                "price_kind",
                "price_least",
                "price_most",
                "price_unit_vi",
            ),
        ),
    )
    english = ("name_en", "summary_en", "packing_en", "minimum_order_en", "monthly_capacity_en", "story_en")
    available_months = forms.TypedMultipleChoiceField(
        label=_("Tháng có hàng"),
        coerce=int,
        required=False,
        choices=[(month, _("Tháng %(month)s") % {"month": month}) for month in range(1, 13)],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Product
        fields = (
            "name_vi",
            "summary_vi",
            "model_code",
            "size_vi",
            "material_vi",
            "use_vi",
            "start_year",
            "annual_output",
            "markets_vi",
            "labour",
            "technology_vi",
            "raw_material_vi",
            "environment_vi",
            "cultural_value_vi",
            "story_vi",
            "available_months",
            "packing_vi",
            "minimum_order_vi",
            "monthly_capacity_vi",
            "lead_time_days_least",
            "lead_time_days_most",
            "shelf_life_months",
            "storage_vi",
            "price_kind",
            "price_least",
            "price_most",
            "price_unit_vi",
            "name_en",
            "summary_en",
            "packing_en",
            "minimum_order_en",
            "monthly_capacity_en",
            "story_en",
        )


class ProducerForm(DraftForm):
    """A producer's profile. Contacts are not here: each needs a consent of its own."""

    sections = (
        (_("Cơ sở"), ("name_vi", "other_names", "summary_vi", "about_vi", "capacity_vi")),
        (_("Hoạt động"), ("representative", "founded_year", "worker_count", "address_line")),
    )
    english = ("name_en", "summary_en", "about_en", "capacity_en")

    class Meta:
        model = Producer
        fields = (
            "name_vi",
            "other_names",
            "summary_vi",
            "about_vi",
            "capacity_vi",
            "representative",
            "founded_year",
            "worker_count",
            "address_line",
            "name_en",
            "summary_en",
            "about_en",
            "capacity_en",
        )
