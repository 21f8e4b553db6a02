"""Pop-up lists in the editor for records that are no snippets."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenMultipleView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from products.models import Decision


class DecisionSearchForm(BaseFilterForm):
    """By number or by what the decision is about."""

    q = forms.CharField(
        label=_("Tìm"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Số quyết định hoặc trích yếu")})
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        words = self.cleaned_data.get("q")
        if not words:
            return objects
        self.is_searching, self.search_query = True, words
        return objects.filter(Q(number__icontains=words) | Q(title__icontains=words) | Q(issuer__icontains=words))


class ReleasedMixin:
    """Only what the public may read; the newest first."""

    filter_form_class = DecisionSearchForm

    def get_object_list(self) -> QuerySet:
        return Decision.objects.released().order_by("-date", "-pk")

    @property
    def columns(self) -> list[Column]:
        about = Column("about", label=_("Trích yếu"), accessor="title")
        return [*super().columns, about, DateColumn("date", label=_("Ngày ký"))]


class ChooseReleased(ReleasedMixin, ChooseView):
    pass


class ChooseReleasedResults(ReleasedMixin, ChooseResultsView):
    pass


class ChosenReleased(ChosenView):
    """A draft's key, typed by hand, tells nothing of the draft."""

    def get_object(self, pk: str) -> Decision:
        return Decision.objects.released().get(pk=pk)


class ChosenSeveralReleased(ChosenMultipleView):
    def get_objects(self, pks: list[str]) -> QuerySet:
        return Decision.objects.released().filter(pk__in=pks)


class DecisionChoosers(ChooserViewSet):
    """Released decisions."""

    model = Decision
    icon = "doc-full"
    choose_one_text = _("Chọn quyết định")
    choose_another_text = _("Chọn quyết định khác")
    choose_view_class = ChooseReleased
    choose_results_view_class = ChooseReleasedResults
    chosen_view_class = ChosenReleased
    chosen_multiple_view_class = ChosenSeveralReleased
    register_widget = False


decision_choosers = DecisionChoosers("decision_chooser", url_prefix="chon-quyet-dinh")
