"""The counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..plan.reading import LONGEST_QUERY


class Found(models.TextChoices):
    """By which step of the ladder something was found; nothing where the list was empty, facets and all."""

    STRICT = "strict", _("đúng chữ")
    FOLDED = "folded", _("khi bỏ dấu")
    CORRECTED = "corrected", _("sau khi sửa chữ")
    ANY = "any", _("theo phần lớn số chữ")
    SOME = "some", _("theo một phần các chữ")
    NOTHING = "nothing", _("không thấy gì")


class QueryDay(models.Model):
    """How often one query was asked on one day, as read in one way; nothing about who asked."""

    day = models.DateField(_("ngày"))
    """In Asia/Ho_Chi_Minh."""
    text = models.CharField(_("từ khóa"), max_length=LONGEST_QUERY)
    """Its words in lower case, with the accents that were typed."""
    level = models.CharField(_("thấy"), max_length=9, choices=Found.choices)
    facets = models.CharField(_("bộ lọc"), max_length=120, blank=True)
    """Names of the facets that the reader chose from, in alphabetical order, with commas; not what was chosen."""
    language = models.CharField(_("ngôn ngữ"), max_length=10)
    count = models.PositiveIntegerField(_("lượt tìm"), default=0)
    total = models.PositiveIntegerField(_("số kết quả"), default=0)
    """When it was asked last on that day."""
    clicks = models.PositiveIntegerField(_("lượt mở"), default=0)
    """Pages of which a result was opened."""
    ranks = models.PositiveBigIntegerField(_("tổng thứ hạng"), default=0)
    """Of the first result opened on each of those pages, summed."""

    class Meta:
        verbose_name = _("từ khóa tìm kiếm")
        verbose_name_plural = _("từ khóa tìm kiếm")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "text", "level", "facets", "language"], name="one_count_a_query_and_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text}, {self.day}: {self.count}"
