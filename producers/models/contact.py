"""How a producer may be reached, each channel by its own consent.

A household business's name and phone are a person's data: Law 91/2025/QH15 asks for consent that is free,
specific and can be withdrawn. Consent lives here, outside every draft, so no publishing can bring it back.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ChannelKind(models.TextChoices):
    """Ways of reaching a producer, in the order they are offered."""

    PHONE = "phone", _("Điện thoại")
    ZALO = "zalo", _("Zalo")
    EMAIL = "email", _("Thư điện tử")
    FACEBOOK = "facebook", _("Facebook")
    WEBSITE = "website", _("Trang web")


class ContactChannelQuerySet(models.QuerySet):
    """Sets of contact channels."""

    def public(self):
        """Channels whose consent stands."""
        return self.filter(consent_given_at__isnull=False, consent_withdrawn_at=None)

    def for_delivery(self):
        """Channels that the centre may use to pass an inquiry on; publishing is a separate consent."""
        return self.filter(is_for_delivery=True)


class ContactChannel(models.Model):
    """One number or address. Shown on the site only while its consent stands; stored for the centre's use."""

    producer = models.ForeignKey("producers.Producer", models.CASCADE, related_name="channels")
    kind = models.CharField(_("kênh"), max_length=10, choices=ChannelKind.choices)
    value = models.CharField(_("số hoặc địa chỉ"), max_length=240)
    note = models.CharField(
        _("ghi chú"), max_length=120, blank=True, help_text=_("Ví dụ: gọi sau 17 giờ, gặp chị Hoa.")
    )
    sort_order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    is_for_delivery = models.BooleanField(_("dùng để chuyển câu hỏi của khách"), default=True)
    consent_given_at = models.DateTimeField(_("đồng ý công bố lúc"), null=True, blank=True, editable=False)
    consent_text = models.TextField(_("lời đồng ý"), blank=True, editable=False)
    consent_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    consent_withdrawn_at = models.DateTimeField(_("rút đồng ý lúc"), null=True, blank=True, editable=False)

    objects = ContactChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("kênh liên hệ")
        verbose_name_plural = _("kênh liên hệ")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["producer", "kind", "value"], name="one_channel_a_value"),
            models.CheckConstraint(
                condition=Q(consent_given_at=None) | ~Q(consent_text=""), name="consent_keeps_its_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"

    def clean(self) -> None:
        """An e-mail address is checked: questions are sent to it, and nobody would hear that they never arrive."""
        if self.kind == ChannelKind.EMAIL:
            try:
                validate_email(self.value)
            except ValidationError:
                raise ValidationError(_("Địa chỉ thư chưa đúng. Ví dụ đúng: hoa@example.com")) from None

    @property
    def is_public(self) -> bool:
        return self.consent_given_at is not None and self.consent_withdrawn_at is None
