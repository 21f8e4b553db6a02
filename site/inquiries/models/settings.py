"""What the centre promises and keeps."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="mail")
class InquirySettings(BaseGenericSetting):
    """Times and limits of inquiries; the page's promise and the purge read the same row."""

    answer_days = models.PositiveSmallIntegerField(
        _("trả lời trong mấy ngày làm việc"), default=2, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    call_after_hours = models.PositiveSmallIntegerField(
        _("thư chưa mở sau mấy giờ thì gọi"), default=24, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    keep_months = models.PositiveSmallIntegerField(
        _("giữ câu hỏi mấy tháng"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Luật 91/2025/QH15: dữ liệu cá nhân chỉ giữ chừng nào còn cần. Quá hạn, câu hỏi tự xóa."),
    )
    hourly_limit = models.PositiveSmallIntegerField(
        _("mỗi người gửi nhiều nhất mấy câu hỏi một giờ"), default=6, validators=[MinValueValidator(1)]
    )
    hourly_recipients = models.PositiveSmallIntegerField(
        _("mỗi người hỏi nhiều nhất mấy nơi một giờ"),
        default=20,
        validators=[MinValueValidator(1)],
        help_text=_("Một câu hỏi gửi nhiều nơi tính mỗi nơi một lần."),
    )

    class Meta:
        verbose_name = _("quy ước về câu hỏi của khách")
        verbose_name_plural = _("quy ước về câu hỏi của khách")
