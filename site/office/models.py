"""What the office itself has to remember: when the clock's jobs ran."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.importing.models import CallOutcome, ImportRun, UploadedList

__all__ = ["CallOutcome", "ClockJob", "ImportRun", "UploadedList"]


class ClockJob(models.Model):
    """One periodic job: when it ran last, how that ended, and who is running it now."""

    name = models.CharField(_("việc định kỳ"), max_length=80, unique=True)
    started_at = models.DateTimeField(_("bắt đầu lúc"), null=True, blank=True)
    finished_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    held_until = models.DateTimeField(
        _("giữ chỗ đến"), null=True, blank=True, help_text=_("Máy đang chạy việc này giữ chỗ đến lúc đó.")
    )
    failure = models.TextField(_("lỗi lần cuối"), blank=True)

    class Meta:
        verbose_name = _("việc định kỳ")
        verbose_name_plural = _("việc định kỳ")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
