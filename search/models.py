"""Which indexes follow the database, what waits for each, and what people looked for."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .query_log.models import QueryDay

__all__ = ["EngineName", "IndexTarget", "OutboxEntry", "QueryDay"]


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
    """

    MOST_TRIES: ClassVar[int] = 20

    target = models.ForeignKey(IndexTarget, models.CASCADE, related_name="entries")
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
