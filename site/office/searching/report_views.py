"""The report's screen."""

import datetime
from typing import Any

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.exports import ExportColumn, SafeExportMixin
from office.screens import ScreenMixin
from search.query_log.reading import Week, asked_in, asked_queries
from search.query_log.services import DAYS_KEPT

from .report import search_address, tables_of


class QueriesReport(SafeExportMixin, ScreenMixin, TemplateView):
    """What was looked for in a week; open to the centre's staff.

    It holds no person's data, so whoever enters the office sees it.
    """

    template_name = "office/searching/report.html"
    page_title = _("Từ khóa tìm kiếm")
    header_icon = "search"
    export_columns = (
        ExportColumn("text", _("Từ khóa"), lambda query: query.text),
        ExportColumn("asked", _("Lượt tìm"), lambda query: query.asked),
        ExportColumn("in_vain", _("Lượt không thấy gì"), lambda query: query.in_vain),
        ExportColumn("loosely", _("Lượt chỉ thấy khi nới lỏng"), lambda query: query.loosely),
        ExportColumn("narrowed", _("Lượt lọc thêm"), lambda query: query.narrowed),
        ExportColumn("total", _("Số kết quả lần cuối"), lambda query: query.total),
        ExportColumn("clicks", _("Lượt mở kết quả"), lambda query: query.clicks),
        ExportColumn("mean_rank", _("Thứ hạng được mở, trung bình"), lambda query: query.mean_rank),
        ExportColumn("href", _("Trang"), search_address),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.today = timezone.localdate()
        self.week = Week.of(self._asked_day())

    def _asked_day(self) -> datetime.date:
        """Any day of the week wanted; today where none is named, or one that the log cannot have."""
        try:
            day = datetime.date.fromisoformat(self.request.GET.get("ngay", ""))
        except ValueError:
            return self.today
        return day if self.first_day <= day <= self.today else self.today

    @property
    def first_day(self) -> datetime.date:
        return self.today - datetime.timedelta(days=DAYS_KEPT)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export:
            return self.as_spreadsheet(asked_queries(self.week, asked_in(self.week)), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def get_filename(self) -> str:
        return f"tu-khoa-{self.week.year}-tuan-{self.week.number:02d}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sums = asked_in(self.week).aggregate(Sum("asked"), Sum("in_vain"))
        return {
            **super().get_context_data(**kwargs),
            "week": self.week,
            "is_over": self.week.sunday < self.today,
            "has_before": self.week.before.sunday >= self.first_day,
            "first_day": self.first_day,
            "today": self.today,
            "asked": sums["asked__sum"] or 0,
            "in_vain": sums["in_vain__sum"] or 0,
            "tables": list(tables_of(self.week, self.request.user)),
        }
