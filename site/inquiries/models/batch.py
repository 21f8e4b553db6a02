"""One question that a buyer put to several at once."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class InquiryBatch(models.Model):
    """What ties the inquiries of one form together, for the buyer and the centre; a producer never hears of it.

    Holds nothing about the buyer: that stands in each inquiry and goes with it.
    """

    reference = models.CharField(_("mã yêu cầu"), max_length=12, unique=True)
    form_key = models.CharField(max_length=64, unique=True, editable=False)
    """Made of the form that was fetched and what was written in it: sent twice, it is one request."""
    created_at = models.DateTimeField(_("gửi lúc"), default=timezone.now)

    class Meta:
        verbose_name = _("yêu cầu gửi nhiều nơi")
        verbose_name_plural = _("yêu cầu gửi nhiều nơi")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.reference
