"""What can be done to the records ticked in a list: asked once, done one by one, each refusal with its reason."""

from abc import abstractmethod
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from common.errors import Refusal
from fairs.models import FairEdition, FairSeries
from producers.models import CraftVillage, Producer
from products.models import Category, Product

from . import services
from .fields import CategoryField
from .listing import holding_words

RECORDS = [Product, Producer, FairEdition]
MOST_REFUSALS_SHOWN = 8


class OfficeBulkAction(SnippetBulkAction):
    """One act on many records. Whoever may not do it to a record is told which; the rest is done."""

    template_name = "office/catalogue/bulk.html"
    permission = "change"
    question: str | Promise = ""
    button: str | Promise = ""

    def check_perm(self, record: Model) -> bool:
        meta = record._meta
        return self.request.user.has_perm(f"{meta.app_label}.{self.permission}_{meta.model_name}")

    def get_all_objects_in_listing_query(self, parent_id: Any) -> QuerySet:
        """Every record that the list's search and filters leave: what was asked for is what was seen."""
        viewset, query = self.model.snippet_viewset, QueryDict(urlsplit(self.next_url).query)
        found = viewset.get_queryset(self.request)
        found = self.model._default_manager.all() if found is None else found
        filters = getattr(viewset, "filterset_class", None)
        if isinstance(filters, type):
            filterset = filters(data=query, queryset=found, request=self.request)
            found = filterset.filter_queryset(found) if filterset.is_valid() else found.none()
        return holding_words(found, query.get("q", ""), viewset.key_searched).values_list("pk", flat=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "action": self, "question": self.question, "button": self.button}

    @abstractmethod
    def act(self, record: Any) -> None:
        """Do it to one record, or raise `Refusal`."""

    @classmethod
    def execute_action(cls, objects: list[Any], **kwargs: Any) -> tuple[int, int]:
        action, done, refused = kwargs["self"], 0, []
        for record in objects:
            try:
                with transaction.atomic():
                    action.act(record)
                done += 1
            except Refusal as refusal:
                refused.append(f"{record}: {refusal}")
        action.report(refused)
        return done, 0

    def report(self, refused: list[str]) -> None:
        for line in refused[:MOST_REFUSALS_SHOWN]:
            messages.warning(self.request, line)
        if len(refused) > MOST_REFUSALS_SHOWN:
            more = len(refused) - MOST_REFUSALS_SHOWN
            messages.warning(self.request, _("Và %(number)s hồ sơ khác không làm được.") % {"number": more})

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects:
            return None
        words = ngettext("%(act)s: %(number)s hồ sơ.", "%(act)s: %(number)s hồ sơ.", num_parent_objects)
        return words % {"act": self.display_name, "number": num_parent_objects}


class PublishAction(OfficeBulkAction):
    """Show the latest drafts."""

    models = RECORDS
    permission = "publish"
    action_type = "publish"
    action_priority = 10
    display_name = gettext_lazy("Xuất bản")
    aria_label = gettext_lazy("Xuất bản các hồ sơ đã chọn")
    question = gettext_lazy("Xuất bản bản mới nhất của các hồ sơ này?")
    button = gettext_lazy("Xuất bản")

    def act(self, record: Any) -> None:
        services.publish_latest(record=record, by=self.request.user)


class UnpublishAction(OfficeBulkAction):
    """Take records off the public site."""

    models = RECORDS
    permission = "publish"
    action_type = "unpublish"
    action_priority = 20
    display_name = gettext_lazy("Gỡ khỏi trang")
    aria_label = gettext_lazy("Gỡ các hồ sơ đã chọn khỏi trang")
    question = gettext_lazy("Gỡ các hồ sơ này khỏi trang? Bản nháp vẫn còn.")
    button = gettext_lazy("Gỡ khỏi trang")
    classes = {"serious"}

    def act(self, record: Any) -> None:
        services.unpublish(record=record, by=self.request.user)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)


class ArchiveAction(OfficeBulkAction):
    """Put records in the store-room. It stands where Wagtail would delete, and is registered over that."""

    models = [*RECORDS, FairSeries, Category, CraftVillage]
    action_type = "delete"
    action_priority = 40
    display_name = gettext_lazy("Cất vào kho")
    aria_label = gettext_lazy("Cất các hồ sơ đã chọn vào kho")
    question = gettext_lazy("Cất các hồ sơ này vào kho? Không gì bị xóa; lấy ra lại lúc nào cũng được.")
    button = gettext_lazy("Cất vào kho")
    classes = {"serious"}
    form_class = ReasonForm

    def act(self, record: Any) -> None:
        services.archive(record=record, reason=self.cleaned_form.cleaned_data["reason"], by=self.request.user)


class RestoreAction(OfficeBulkAction):
    """Take records out of the store-room."""

    models = [*RECORDS, FairSeries, Category, CraftVillage]
    action_type = "restore"
    action_priority = 50
    display_name = gettext_lazy("Lấy khỏi kho")
    aria_label = gettext_lazy("Lấy các hồ sơ đã chọn khỏi kho")
    question = gettext_lazy("Lấy các hồ sơ này khỏi kho?")
    button = gettext_lazy("Lấy khỏi kho")

    def act(self, record: Any) -> None:
        services.restore(record=record, by=self.request.user)


class CategoryForm(forms.Form):
    category = CategoryField(required=True)


class SetCategoryAction(OfficeBulkAction):
    """Put products in a category."""

    models = [Product]
    permission = "publish"
    action_type = "set_category"
    action_priority = 60
    display_name = gettext_lazy("Đặt loại")
    aria_label = gettext_lazy("Đặt loại cho các sản phẩm đã chọn")
    question = gettext_lazy("Đặt loại cho các sản phẩm này?")
    button = gettext_lazy("Đặt loại")
    form_class = CategoryForm

    def act(self, record: Any) -> None:
        category = self.cleaned_form.cleaned_data["category"]
        services.change_text(
            record=record, change=lambda draft: setattr(draft, "category", category), by=self.request.user
        )


class TagForm(forms.Form):
    tag = forms.CharField(label=gettext_lazy("Nhãn"), max_length=60)


class AddTagAction(OfficeBulkAction):
    """Add one tag to products."""

    models = [Product]
    permission = "publish"
    action_type = "add_tag"
    action_priority = 70
    display_name = gettext_lazy("Thêm nhãn")
    aria_label = gettext_lazy("Thêm nhãn cho các sản phẩm đã chọn")
    question = gettext_lazy("Thêm nhãn cho các sản phẩm này?")
    button = gettext_lazy("Thêm nhãn")
    form_class = TagForm

    def act(self, record: Any) -> None:
        tag = self.cleaned_form.cleaned_data["tag"].strip()
        services.change_text(record=record, change=lambda draft: draft.tags.add(tag), by=self.request.user)


class FormatForm(forms.Form):
    export = forms.ChoiceField(
        label=gettext_lazy("Dạng tệp"),
        choices=[("xlsx", "XLSX"), ("csv", "CSV")],
        widget=forms.RadioSelect,
        initial="xlsx",
    )


class ExportAction(OfficeBulkAction):
    """The ticked records as a spreadsheet, with the columns of the list's own export."""

    models = RECORDS
    permission = "view"
    action_type = "export"
    action_priority = 80
    display_name = gettext_lazy("Xuất ra bảng tính")
    aria_label = gettext_lazy("Xuất các hồ sơ đã chọn ra bảng tính")
    question = gettext_lazy("Xuất các hồ sơ này ra bảng tính?")
    button = gettext_lazy("Tải về")
    form_class = FormatForm

    def check_perm(self, record: Model) -> bool:
        meta = record._meta
        return any(
            self.request.user.has_perm(f"{meta.app_label}.{act}_{meta.model_name}") for act in ("view", "change")
        )

    def act(self, record: Any) -> None:
        raise NotImplementedError("the whole answer is the file")

    def prepare_action(self, objects: list[Any], objects_without_access: Any) -> HttpResponse:
        viewset = self.model.snippet_viewset
        listing = viewset.index_view_class(**_known(viewset))
        listing.setup(self.request)
        keys = [record.pk for record in objects]
        listing.export_filename = f"{viewset.export_filename}-{timezone.localdate():%Y-%m-%d}"
        return listing.as_spreadsheet(
            listing.get_queryset().filter(pk__in=keys), self.cleaned_form.cleaned_data["export"]
        )


def _known(viewset: Any) -> dict[str, Any]:
    """The list view's own settings, as the view set gives them to it."""
    settings = {**viewset.get_common_view_kwargs(), **viewset.get_index_view_kwargs()}
    settings["filterset_class"] = None  # the ticked ones, whatever the address says
    return {
        name: value
        for name, value in settings.items()
        if hasattr(viewset.index_view_class, name) and value is not viewset.UNDEFINED
    }


ACTIONS = (
    PublishAction,
    UnpublishAction,
    ArchiveAction,
    RestoreAction,
    SetCategoryAction,
    AddTagAction,
    ExportAction,
)
