"""What an import in progress has to remember between its screens, and what came of calling the winners."""

import secrets

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

ACTIVE = ("waiting", "running")
"""The states of a run that has not ended."""


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
    row_count = models.PositiveIntegerField(_("số dòng"), default=0)
    """Every row of the source, so a long list is known without reading it again."""
    decision = models.ForeignKey("products.Decision", models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("tải lên lúc"), auto_now_add=True)

    class Meta:
        app_label = "office"
        verbose_name = _("danh sách đang nhập")
        verbose_name_plural = _("danh sách đang nhập")
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.filename


class ImportRunQuerySet(models.QuerySet):
    """Sets of runs."""

    def active(self):
        """Asked for and not ended."""
        return self.filter(state__in=ACTIVE)


class ImportRun(models.Model):
    """A long list written after the response: who asked, how it stands, what came of it. One at a time a list."""

    class Work(models.TextChoices):
        WRITE = "write", _("ghi danh sách vào sổ")
        RELEASE = "release", _("công bố quyết định")
        DRAFT = "draft", _("lập dự thảo quyết định")

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ máy nhận việc")
        RUNNING = "running", _("đang ghi")
        DONE = "done", _("đã xong")
        REFUSED = "refused", _("không ghi được")

    work = models.CharField(_("việc"), max_length=8, choices=Work.choices)
    state = models.CharField(_("tình trạng"), max_length=8, choices=State.choices, default=State.WAITING)
    upload = models.ForeignKey(UploadedList, models.CASCADE, null=True, related_name="runs")
    decision = models.ForeignKey("products.Decision", models.SET_NULL, null=True, related_name="+")
    details = models.JSONField(_("số, ngày và bản ký"), default=dict)
    """Of a release: what its form said, days as ISO text, the signed paper by its id. Of a draft: its title."""
    row_count = models.PositiveIntegerField(_("số dòng"))
    outcome = models.JSONField(_("kết quả"), default=dict)
    refusal = models.TextField(_("lý do không ghi được"), blank=True)
    refusal_details = models.JSONField(_("từng lý do"), default=list)
    language = models.CharField(_("ngôn ngữ"), max_length=10)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(_("giao lúc"), auto_now_add=True)
    begun_at = models.DateTimeField(_("bắt đầu lúc"), null=True)
    ended_at = models.DateTimeField(_("xong lúc"), null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        app_label = "office"
        verbose_name = _("lần ghi danh sách dài")
        verbose_name_plural = _("các lần ghi danh sách dài")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload"], condition=models.Q(state__in=ACTIVE), name="one_active_run_an_upload"
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=models.Q(state__in=ACTIVE), name="one_active_run_a_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_work_display()}: {self.upload or self.decision}"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE


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
