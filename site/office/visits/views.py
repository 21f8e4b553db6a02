"""The report's screen."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from common.visits.reading import periods
from office.exports import ExportColumn, SafeExportMixin
from office.screens import ScreenMixin

from .report import LENGTHS, kind_choices, records_of, viewed

ROWS_A_PAGE = 50


class ViewsReport(SafeExportMixin, ScreenMixin, TemplateView):
    """What was looked at most, narrowed by kind, for periods of 30, 90 or 180 days; open to the centre's staff.

    It holds no person's data, so whoever enters the office sees it.
    """

    template_name = "office/visits/report.html"
    page_title = _("Lượt xem")
    header_icon = "view"
    export_filename = "luot-xem"
    export_columns = (
        ExportColumn("kind", _("Loại"), lambda record: record.kind),
        ExportColumn("name", _("Tên"), lambda record: record.name),
        ExportColumn("now", _("Lượt xem trong kỳ"), lambda record: record.now),
        ExportColumn("before", _("Lượt xem kỳ trước"), lambda record: record.before),
        ExportColumn("change", _("Tăng, giảm"), lambda record: record.change),
        ExportColumn("href", _("Trang"), lambda record: record.href),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        asked = request.GET.get("ngay", "")
        self.length = int(asked) if asked in {str(length) for length in LENGTHS} else LENGTHS[0]
        self.kind = request.GET.get("loai", "")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export:
            rows = list(records_of(viewed(self.length, kind=self.kind).iterator(chunk_size=500)))
            return self.as_spreadsheet(rows, request.GET["export"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(viewed(self.length, kind=self.kind), ROWS_A_PAGE).get_page(self.request.GET.get("trang"))
        _earlier, first_day = periods(self.length)
        return {
            **super().get_context_data(**kwargs),
            "page": page,
            "records": list(records_of(page.object_list)),
            "length": self.length,
            "lengths": LENGTHS,
            "kind": self.kind,
            "kinds": kind_choices(),
            "first_day": first_day,
        }
