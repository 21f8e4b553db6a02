"""What waits to be indexed, and what people looked for."""

from django.db import models

from .query_log.models import QueryDay

__all__ = ["OutboxEntry", "QueryDay"]


class OutboxEntry(models.Model):
    """A record that changed, written in the transaction that changed it.

    No payload: the drainer reads the record as it is then, so neither order nor repetition matters.
    """

    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
