"""What every moderated kind is made of.

Wagtail's publishing rewrites the whole row from the revision's content. What is true of the row and not of
the text (its address, its owner, whether it was merged or archived) would come back as it was when the draft was
saved. A moderated record therefore names its `row_fields`; they are always taken from the row.
"""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, Revision, RevisionMixin, WorkflowMixin

from common import text

from .access import refuse_merged, refuse_own_publishing
from .previews import is_previewable, preview_of

# What Wagtail's own mixins keep on the row.
WAGTAIL_ROW_FIELDS = frozenset(
    {
        "id",
        "latest_revision",
        "live_revision",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
    }
)

# Wagtail takes these from the draft. With what was live when the draft was saved, scheduling withdraws the page.
KEPT_BY_PUBLISHING = frozenset({"live_revision", "last_published_at"})


SORTED_BY = 400
LONGEST_WORDS = 200
"""Characters of the sort key that are kept: some 130 letters of a name."""


class ModeratedQuerySet(models.QuerySet):
    """Sets that every moderated kind has."""

    def published(self) -> Self:
        """What the public may see: live, neither archived nor merged into another."""
        return self.filter(live=True, archived_at=None, merged_into=None)

    def matching(self, words: str) -> Self:
        """Records whose names hold every word typed, accents or not. Of a very long text the words it begins with: a
        database takes so many conditions and no more.
        """
        found = self
        for word in text.key(text.beginning(words, LONGEST_WORDS)).split():
            found = found.filter(search_key__contains=word)
        return found


class ModeratedRecord(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """A record with drafts, review, locking and previews, whose row fields no draft can overwrite."""

    row_fields: ClassVar[frozenset[str]] = frozenset(
        {"slug", "search_key", "sort_key", "archived_at", "merged_into", "is_example", "confirmed_at", "created_at"}
    )
    """Fields of the row and not of the text. Each concrete kind adds its own; a test refuses an undeclared field."""
    editorial_fields: ClassVar[frozenset[str]] = frozenset()
    """Fields that drafts hold."""
    harmless_fields: ClassVar[frozenset[str]] = frozenset()
    """Editorial fields without free text that a trusted writer changes without a person's approval."""

    slug = models.SlugField(_("địa chỉ trang"), max_length=160, unique=True, blank=True)
    search_key = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=SORTED_BY, editable=False, default="", db_index=True)
    archived_at = models.DateTimeField(_("ngày cất vào kho"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_records"
    )
    is_example = models.BooleanField(
        _("ví dụ"), default=False, editable=False, help_text=_("Dữ liệu minh họa, không phải cơ sở có thật.")
    )
    confirmed_at = models.DateTimeField(_("xác nhận lần cuối"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("ngày tạo"), auto_now_add=True)

    class Meta:
        abstract = True

    def names_to_search(self) -> list[str]:
        """The names that staff type to find this record, its own first; the query set's `matching` looks in them."""
        raise NotImplementedError

    def set_keys(self) -> None:
        """Make the keys by which staff find the record and lists sort it; bulk writers call this themselves."""
        names = self.names_to_search()
        self.search_key = text.key(" ".join(filter(None, names)))
        self.sort_key = text.sort_key(names[0])[:SORTED_BY]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and set(update_fields) & self.editorial_fields:
            kwargs["update_fields"] = [*update_fields, "search_key", "sort_key"]
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """The record as a revision's content says, with every row field as the row has it now.

        The row's values go in before the content is read, too: a draft may name an owner that is gone since.
        """
        fields = [self._meta.get_field(name) for name in self.row_fields | KEPT_BY_PUBLISHING]
        record = super().with_content_json({**content, **{field.name: _stored(field, self) for field in fields}})
        for field in fields:
            setattr(record, field.attname, getattr(self, field.attname))
        return record

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> None:
        """Publish a revision, or refuse: whatever screen or command asks, nobody passes the review.

        A scheduled revision was let through when it was scheduled.
        """
        refuse_merged(self)
        if revision.approved_go_live_at is None:
            refuse_own_publishing(self, user)
        if self.live and self.live_revision_id is None:
            self._keep_what_is_live()
        super().publish(revision, user=user, **kwargs)

    def _keep_what_is_live(self) -> None:
        """Give a live row that was written without one the revision that says what the public sees.

        Wagtail withdraws a record without a live revision when its next one is scheduled.
        """
        self.live_revision = Revision.objects.create(
            content_object=self,
            base_content_type=self.get_base_content_type(),
            created_at=self.last_published_at or self.created_at,
            content=self.serializable_data(),
            object_str=str(self),
        )
        manager: Any = type(self)._base_manager
        manager.filter(pk=self.pk).update(live_revision=self.live_revision)

    def is_party(self, user: Any) -> bool:
        """Whether this person belongs to those whom the record is about, and so never decides about it."""
        return False

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return list(settings.LANGUAGES) if is_previewable(type(self)) else []

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The public page of this draft in the language asked for, rendered before the language is put back."""
        preview = preview_of(type(self))
        language = mode_name or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return TemplateResponse(request, preview.template, preview.context(request, self)).render()

    def get_full_url(self) -> str:
        """Where the public page is, so that previews are asked for at its own address and host."""
        return settings.BASE_URL + self.get_absolute_url()

    full_url = property(get_full_url)

    @property
    def is_public(self) -> bool:
        return self.live and self.archived_at is None and self.merged_into_id is None


def _stored(field: models.Field, record: models.Model) -> Any:
    """A field's value as revisions keep it."""
    value = field.value_from_object(record)
    return value.isoformat() if isinstance(value, datetime) else value
