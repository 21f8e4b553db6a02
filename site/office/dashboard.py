"""What waits for the person who signed in. Every number is counted by the very filter of the list behind it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.components import Component

from common.moderation.access import REVIEW_PERMISSION
from fairs.models import FairEdition
from office.catalogue.english import AWARDED_WITHOUT, list_address
from office.catalogue.filters import FairFilterSet, ProducerFilterSet, ProductFilterSet
from office.inquiries_desk.access import PERMISSION as DESK_PERMISSION
from office.inquiries_desk.lists import inquiries_in
from office.register.filters import AwardFilterSet, DecisionFilterSet
from office.review.access import changes_for_review
from office.visits.hooks import MostViewedPanel
from producers.models import Producer
from products.models import Award, Decision, Product

NAMED = 5
"""So many of a list are named on the first page."""


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: how many, where the list is, the first few by name."""

    title: str | Promise
    why: str | Promise
    count: int
    address: str
    is_urgent: bool = False
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Task:
    """A kind of thing that may wait for those who have `permission`."""

    permission: str
    find: Callable[[Any], Waiting]


def _filtered(filterset: Any, queryset: QuerySet, query: Mapping[str, str]) -> QuerySet:
    """What the list behind a link shows."""
    return filterset(data=query, queryset=queryset).qs


def _address(name: str, query: Mapping[str, str]) -> str:
    return f"{reverse(name)}?{urlencode(query)}"


def _names(rows: Iterable[Any]) -> list[str]:
    return [str(row) for row in rows]


def reviews(user: Any) -> Waiting:
    changes = changes_for_review(user)
    return Waiting(
        title=gettext_lazy("Thay đổi chờ duyệt"),
        why=gettext_lazy("Cơ sở đã gửi; trang chưa đổi cho đến khi có người duyệt."),
        count=changes.count(),
        address=reverse("review:inbox"),
        names=_names(change.record for change in changes[:NAMED]),
    )


def calls(_user: Any) -> Waiting:
    return Waiting(
        title=gettext_lazy("Câu hỏi cần gọi cơ sở"),
        why=gettext_lazy("Máy không chuyển được, hoặc thư gửi đi chưa ai mở."),
        count=inquiries_in("goi").count(),
        address=reverse("office:desk_list", args=["goi"]),
    )


def overdue(_user: Any) -> Waiting:
    return Waiting(
        title=gettext_lazy("Câu hỏi quá hạn trả lời"),
        why=gettext_lazy("Khách đã được hẹn ngày trả lời, nay đã qua."),
        count=inquiries_in("qua-han").count(),
        address=reverse("office:desk_list", args=["qua-han"]),
        is_urgent=True,
    )


def drafts(_user: Any) -> Waiting:
    query = {"state": "draft"}
    found = _filtered(DecisionFilterSet, Decision.objects.all(), query)
    return Waiting(
        title=gettext_lazy("Quyết định dự thảo chờ công bố"),
        why=gettext_lazy("Danh sách đã nhập; khi ký thì ghi số, ngày và công bố."),
        count=found.count(),
        address=_address("decisions:index", query),
        names=_names(found[:NAMED]),
    )


def lapses(_user: Any) -> Waiting:
    query = {"lapse": "this_year"}
    found = _filtered(AwardFilterSet, Award.objects.select_related("standing"), query)
    return Waiting(
        title=_("Công nhận hết hiệu lực ngày 31/12/%(year)s") % {"year": timezone.localdate().year},
        why=gettext_lazy("Gọi cho cơ sở để kịp đăng ký bình chọn lại."),
        count=found.count(),
        address=_address("awards:index", query),
        names=_names(award.standing for award in found[:NAMED]),
    )


def fairs_soon(_user: Any) -> Waiting:
    query = {"time": "soon"}
    found = _filtered(FairFilterSet, FairEdition.objects.filter(merged_into=None), query)
    return Waiting(
        title=gettext_lazy("Hội chợ trong 60 ngày tới"),
        why=gettext_lazy("Xem lại ngày, địa điểm và danh sách đơn vị tham gia."),
        count=found.count(),
        address=_address("wagtailsnippets_fairs_fairedition:list", query),
        names=_names(found.order_by("start_date")[:NAMED]),
    )


def without_photo(_user: Any) -> Waiting:
    query = {"awarded": "yes", "photo": "no"}
    found = _filtered(ProductFilterSet, Product.objects.filter(merged_into=None), query)
    return Waiting(
        title=gettext_lazy("Sản phẩm được công nhận mà chưa có ảnh"),
        why=gettext_lazy("Người mua bỏ qua sản phẩm không có ảnh."),
        count=found.count(),
        address=_address("wagtailsnippets_products_product:list", query),
    )


def products_without_english(_user: Any) -> Waiting:
    found = _filtered(ProductFilterSet, Product.objects.filter(merged_into=None), AWARDED_WITHOUT)
    return Waiting(
        title=gettext_lazy("Sản phẩm được công nhận mà chưa có tiếng Anh"),
        why=gettext_lazy("Khách nước ngoài chỉ thấy tên gọi chung. Cấp cao đứng trước."),
        count=found.count(),
        address=list_address(Product),
    )


def producers_without_english(_user: Any) -> Waiting:
    found = _filtered(ProducerFilterSet, Producer.objects.filter(merged_into=None), AWARDED_WITHOUT)
    return Waiting(
        title=gettext_lazy("Cơ sở có sản phẩm được công nhận mà chưa có tiếng Anh"),
        why=gettext_lazy("Khách nước ngoài đọc hồ sơ bằng tiếng Việt. Cấp cao đứng trước."),
        count=found.count(),
        address=list_address(Producer),
    )


TASKS = (
    Task(DESK_PERMISSION, overdue),
    Task(DESK_PERMISSION, calls),
    Task(REVIEW_PERMISSION, reviews),
    Task("products.add_decision", drafts),
    Task("products.view_award", lapses),
    Task("fairs.change_fairedition", fairs_soon),
    Task("products.change_product", without_photo),
    Task("products.change_product", products_without_english),
    Task("producers.change_producer", producers_without_english),
)


def waiting_for(user: Any) -> list[Waiting]:
    """What this person may act on, the most urgent first; things of which there are none are left out."""
    found = [task.find(user) for task in TASKS if user.has_perm(task.permission)]
    return [waiting for waiting in found if waiting.count]


class WaitingPanel(Component):
    """ "Việc chờ tôi", in place of Wagtail's own panels."""

    name = "waiting"
    order = 100
    template_name = "office/dashboard.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"waiting": waiting_for(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")
def show_what_waits(_request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [WaitingPanel(), MostViewedPanel()]


@hooks.register("construct_homepage_summary_items")
def leave_out_counts(_request: HttpRequest, items: list[Any]) -> None:
    items.clear()
