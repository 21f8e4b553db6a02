"""The counts."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Span(models.TextChoices):
    """How much time one row sums up."""

    DAY = "day", _("ngày")
    MONTH = "month", _("tháng")


class RecordViews(models.Model):
    """How often one record's page was looked at on one day, or in one month that is long ago."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    day = models.DateField(_("ngày"))
    """In Asia/Ho_Chi_Minh; of a month, its first day."""
    span = models.CharField(max_length=5, choices=Span.choices, default=Span.DAY)
    count = models.PositiveBigIntegerField(_("lượt xem"))

    class Meta:
        verbose_name = _("lượt xem")
        verbose_name_plural = _("lượt xem")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "day", "span"], name="one_count_a_record_and_day"
            ),
        ]
        indexes = [models.Index(fields=["day", "span"], name="views_by_day")]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}, {self.day}: {self.count}"
