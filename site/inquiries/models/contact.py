"""Every try to bring an inquiry to its producer."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AttemptKind(models.TextChoices):
    """By which way it was tried."""

    MAIL = "mail", _("gửi thư")
    CALL = "call", _("gọi điện")
    ZALO = "zalo", _("nhắn Zalo")
    VISIT = "visit", _("gặp trực tiếp")
    LINK = "link", _("cơ sở mở đường dẫn")


class AttemptOutcome(models.TextChoices):
    """What came of it. Only `REACHED` and `OPENED` deliver."""

    SENT = "sent", _("đã gửi, chưa biết đã đọc")
    FAILED = "failed", _("không gửi được")
    OPENED = "opened", _("cơ sở đã mở")
    REACHED = "reached", _("đã nói chuyện với cơ sở")
    NO_ANSWER = "no_answer", _("không ai nghe máy")
    CALL_AGAIN = "call_again", _("hẹn gọi lại")
    WRONG_NUMBER = "wrong_number", _("sai số")


CALL_OUTCOMES = (
    AttemptOutcome.REACHED,
    AttemptOutcome.NO_ANSWER,
    AttemptOutcome.CALL_AGAIN,
    AttemptOutcome.WRONG_NUMBER,
)


class ContactAttempt(models.Model):
    """One try, kept with the inquiry."""

    inquiry = models.ForeignKey("inquiries.Inquiry", models.CASCADE, related_name="attempts")
    kind = models.CharField(_("cách"), max_length=8, choices=AttemptKind.choices)
    outcome = models.CharField(_("kết quả"), max_length=14, choices=AttemptOutcome.choices)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    at = models.DateTimeField(_("lúc"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("lần liên hệ")
        verbose_name_plural = _("các lần liên hệ")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_outcome_display()}"
