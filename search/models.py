"""Which indexes follow the database, what waits for each, what words may also be called, and what people looked for."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common import text

from .query_log.models import QueryDay
from .synonym_rules import Row, refuse_wrong

__all__ = ["EngineName", "IndexTarget", "OutboxEntry", "QueryDay", "Synonym"]


class EngineName(models.TextChoices):
    EMBEDDED = "embedded", _("Tệp chỉ mục trên máy chủ web")
    ELASTICSEARCH = "elasticsearch", _("Cụm Elasticsearch")


class IndexTarget(models.Model):
    """One index, whole or being built, that every change is written down for. A new index is a new target.

    `name` is the index's own; `place` says where it is (a host and its folder, or a cluster's alias). `version` grows
    with every batch written, so that a writer who was held up cannot overwrite one who overtook it.
    """

    name = models.CharField(max_length=200, unique=True)
    engine = models.CharField(max_length=16, choices=EngineName.choices)
    place = models.CharField(max_length=300)
    version = models.PositiveBigIntegerField(default=1)
    registered_at = models.DateTimeField(auto_now_add=True)
    is_whole = models.BooleanField(default=False)
    drained_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)
    error_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    differences = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return self.name


class OutboxEntry(models.Model):
    """A record that changed, for one index, written in the transaction that changed it.

    No payload: the drainer reads the record as it is then, so neither order nor repetition matters. `tries` counts
    how often the index did not take it; after MOST_TRIES it is dead: shown, and no longer tried.

    The database does not hold an entry to its index: one that is replaced goes while others write, and either they or
    the rebuild would fail at their commit. What is left of one that went is swept away (`targets.forget_absent`).
    """

    MOST_TRIES: ClassVar[int] = 20

    target = models.ForeignKey(IndexTarget, models.CASCADE, related_name="entries", db_constraint=False)
    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    tries = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar[list] = [models.Index(fields=["target", "id"], name="outbox_of_target")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"

    @property
    def is_dead(self) -> bool:
        return self.tries >= self.MOST_TRIES


class Synonym(models.Model):
    """Another name of a term: whoever looks for `term` finds what has `other` too, and the other way round where
    `direction` says so. Rows are applied once, never one after another.
    """

    class Direction(models.TextChoices):
        BOTH = "both", _("Hai chiều: tìm từ nào cũng thấy cả từ kia")
        ONE = "one", _("Một chiều: chỉ tìm từ thứ nhất mới thấy cả từ thứ hai")

    term = models.CharField(
        _("từ thứ nhất"),
        max_length=80,
        help_text=_("Một đến bốn tiếng, ví dụ: bắp, khoai mì, green tea. Viết hoa hay thường đều như nhau."),
    )
    other = models.CharField(
        _("từ thứ hai"),
        max_length=80,
        help_text=_("Viết đủ dấu: từ này được tìm đúng như đã viết. Người tìm gõ không dấu vẫn thấy."),
    )
    direction = models.CharField(_("chiều"), max_length=4, choices=Direction.choices, default=Direction.BOTH)
    note = models.CharField(
        _("ghi chú"), max_length=200, blank=True, help_text=_("Cho đồng nghiệp, ví dụ: tiếng miền Nam.")
    )
    search_key = models.TextField(editable=False, default="")
    sort_key = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("từ đồng nghĩa")
        verbose_name_plural = _("từ đồng nghĩa")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "other"],
                name="search_synonym_once",
                violation_error_message=_("Đã có một dòng với hai từ này."),
            )
        ]

    def __str__(self) -> str:
        return str(self.row)

    def save(self, *args, **kwargs) -> None:
        self._normalise()
        self.search_key = text.key(f"{self.term} {self.other} {self.note}")
        self.sort_key = text.sort_key(self.term)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what would say nothing, say it twice, or go round in a loop."""
        self._normalise()
        if self.term and self.other:
            others = Synonym.objects.exclude(pk=self.pk).values_list("term", "other", "direction")
            refuse_wrong(self.row, [Row(term, other, way == self.Direction.BOTH) for term, other, way in others])

    def _normalise(self) -> None:
        self.term, self.other = text.exact(self.term), text.exact(self.other)

    @property
    def row(self) -> Row:
        return Row(self.term, self.other, self.direction == self.Direction.BOTH)

    @property
    def sentence(self) -> str:
        """What the row does, both directions said."""
        words = {"term": self.term, "other": self.other}
        if self.direction == self.Direction.BOTH:
            return gettext("Tìm “%(term)s” thấy cả “%(other)s”, và ngược lại.") % words
        return gettext("Tìm “%(term)s” thấy cả “%(other)s”; tìm “%(other)s” không thấy “%(term)s”.") % words
