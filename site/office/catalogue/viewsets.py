"""What the view sets of the catalogue share."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from office.moderated import ModeratedEditView, ModeratedViewSetMixin

from .listing import ListedViewSetMixin, OfficeIndexView, RecordIndexView, holding_words, with_waiting
from .reading import RecordPage


class FoldedSearchForm(BaseFilterForm):
    """The chooser's search: every word typed, whatever the accents."""

    q = forms.CharField(
        label=_("Tìm"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Tìm theo tên")})
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        words = self.cleaned_data.get("q")
        if words:
            self.is_searching, self.search_query = True, words
            objects = holding_words(objects, words)
        return objects


class InUseMixin:
    """Choosers offer what is in use: nothing archived, nothing merged away."""

    filter_form_class = FoldedSearchForm

    def get_object_list(self) -> QuerySet:
        objects = super().get_object_list().filter(archived_at=None)
        return objects.filter(merged_into=None) if hasattr(objects.model, "merged_into") else objects


class ChooseInUse(InUseMixin, ChooseView):
    pass


class ChooseInUseResults(InUseMixin, ChooseResultsView):
    pass


class FoldedChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseInUse
    choose_results_view_class = ChooseInUseResults


class RecordEditView(ModeratedEditView):
    """A moderated record's form, with the ways to its public page, to another address and to merging."""

    kind = ""
    can_be_merged = True

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [*super().header_more_buttons]
        if self.live_object.is_public:
            address = self.live_object.get_absolute_url()
            buttons.append(Button(_("Trang công khai"), url=address, icon_name="view", priority=5))
        if self.user_has_permission("publish"):
            address = reverse("office:rename", args=[self.kind, self.object.pk])
            buttons.append(Button(_("Đổi địa chỉ trang"), url=address, icon_name="link", priority=40))
        if self.can_be_merged and self.request.user.has_perm("products.add_mergerecord"):
            address = reverse("office:choose_merge", args=[self.kind, self.object.pk])
            buttons.append(Button(_("Gộp với hồ sơ khác"), url=address, icon_name="copy", priority=50))
        return buttons


class RecordViewSet(ListedViewSetMixin, ModeratedViewSetMixin, SnippetViewSet):
    """A moderated kind in the admin."""

    index_view_class = RecordIndexView
    edit_view_class = RecordEditView
    inspect_view_class = RecordPage
    chooser_viewset_class = FoldedChooserViewSet
    ordering = "sort_key"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_waiting(self.model._default_manager.filter(merged_into=None))

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(default_ordering=self.ordering, **kwargs)


class ListedViewSet(ListedViewSetMixin, SnippetViewSet):
    """A kind that is not moderated: what is saved is public at once."""

    index_view_class = OfficeIndexView
    chooser_viewset_class = FoldedChooserViewSet
