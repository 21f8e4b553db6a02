"""What an import in progress has to remember between its screens, and what came of calling the winners."""

import secrets

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _


def private_storage():
    """Files that only a view which authorises hands out."""
    return storages["private"]


def stored_name(upload: "UploadedList", filename: str) -> str:
    """A name that nobody can guess; the one it came with is kept beside it."""
    return f"imports/{secrets.token_hex(16)}"


class UploadedList(models.Model):
    """A file or a pasted table on its way into the register; only its owner sees it, for a week."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file = models.FileField(_("tệp"), upload_to=stored_name, storage=private_storage, max_length=120)
    filename = models.CharField(_("tên tệp"), max_length=255)
    is_pasted = models.BooleanField(_("dán từ bảng"), default=False)
    facts = models.JSONField(_("điều danh sách không ghi"), default=dict)
    mappings = models.JSONField(_("ghép cột"), default=list)
    choices = models.JSONField(_("lựa chọn"), default=dict)
    decision = models.ForeignKey("products.Decision", models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("tải lên lúc"), auto_now_add=True)

    class Meta:
        app_label = "office"
        verbose_name = _("danh sách đang nhập")
        verbose_name_plural = _("danh sách đang nhập")
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.filename


class CallOutcome(models.Model):
    """What came of calling a winner of a decision: one line a producer, the last word stays."""

    class Outcome(models.TextChoices):
        REACHED = "reached", _("đã báo tin")
        NO_ANSWER = "no_answer", _("chưa gặp, gọi lại")
        WRONG_NUMBER = "wrong_number", _("sai số")
        NO_NUMBER = "no_number", _("chưa có số")

    decision = models.ForeignKey("products.Decision", models.CASCADE, related_name="+")
    producer = models.ForeignKey("producers.Producer", models.CASCADE, related_name="+")
    outcome = models.CharField(_("kết quả"), max_length=14, choices=Outcome.choices)
    note = models.CharField(_("ghi chú"), max_length=240, blank=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField(_("lúc"), auto_now=True)

    class Meta:
        app_label = "office"
        verbose_name = _("cuộc gọi báo tin")
        verbose_name_plural = _("các cuộc gọi báo tin")
        constraints = [
            models.UniqueConstraint(fields=["decision", "producer"], name="one_call_outcome_a_producer"),
        ]

    def __str__(self) -> str:
        return f"{self.producer}: {self.get_outcome_display()}"
