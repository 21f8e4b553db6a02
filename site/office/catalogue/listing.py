"""What every list of the office can do: search without accents, filters that add up, exports."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.snippets.views.snippets import IndexView

from common import text
from common.models import Submission
from office.exports import SafeExportMixin


def holding_words(queryset: QuerySet, words: str, key: str = "search_key") -> QuerySet:
    """Records whose folded `key` holds every word typed, accents or not."""
    for word in text.key(words).split():
        queryset = queryset.filter(**{f"{key}__contains": word})
    return queryset


def with_waiting(queryset: QuerySet) -> QuerySet:
    """With `is_waiting`: a change to the record waits for its review."""
    kind = ContentType.objects.get_for_model(queryset.model, for_concrete_model=False)
    waiting = Submission.objects.filter(content_type=kind, object_id=OuterRef("pk"), decided_at=None)
    return queryset.annotate(is_waiting=Exists(waiting))


class OfficeIndexView(SafeExportMixin, IndexView):
    """A list whose search finds every word typed in the record's names, whatever the accents."""

    key_searched = "search_key"

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        return holding_words(queryset, self.search_query, self.key_searched)


class RecordIndexView(OfficeIndexView):
    """A list of moderated records."""

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """By name means as a Vietnamese dictionary sorts, which no database does by itself."""
        ordered = super().order_queryset(queryset)
        if self.ordering in {"name_vi", "-name_vi"}:
            ordered = ordered.order_by(self.ordering.replace("name_vi", "sort_key"), "pk")
        # The latest revision is joined for its date and its name; its content is a page of JSON in every row.
        return ordered.defer("latest_revision__content")


class ListedViewSetMixin:
    """A view set whose list is searched by `key_searched` and exported by `export_columns`."""

    search_backend_name = None
    key_searched = "search_key"
    export_columns: Any = ()
    copy_view_enabled = False
    list_per_page = 30

    @property
    def search_fields(self) -> list[str]:
        return [self.key_searched]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(
            key_searched=self.key_searched, export_columns=self.export_columns, **kwargs
        )
