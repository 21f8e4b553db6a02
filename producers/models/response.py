"""How a producer has been answering buyers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ResponseRecord(models.Model):
    """Counted by whoever keeps the questions and written here, so that the producer's pages need not ask.

    Holds figures only: nothing of a buyer, and nothing that outlives the questions counted.
    """

    follows_merge = False  # counted anew from the questions, which do move

    producer = models.OneToOneField("producers.Producer", models.CASCADE, related_name="response")
    asked = models.PositiveIntegerField(_("số câu hỏi đã đến cơ sở"))
    answered = models.PositiveIntegerField(_("số câu đã trả lời"))
    usual_hours = models.PositiveIntegerField(_("thường trả lời sau mấy giờ"), null=True, blank=True)
    counted_at = models.DateTimeField(_("tính lúc"))

    class Meta:
        verbose_name = _("tình hình trả lời")
        verbose_name_plural = _("tình hình trả lời")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered__lte=models.F("asked")), name="no_more_answered_than_asked"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answered}/{self.asked}"
