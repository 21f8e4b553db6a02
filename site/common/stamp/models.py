"""Where the stamp stands."""

from django.db import models

from .dialects import TABLE


class ContentStamp(models.Model):
    """A part of the stamp, which is the tokens of all rows together.

    SQLite has one row, since it has one writer. On PostgreSQL each transaction that is under way moves a row of its
    own, so that no publisher waits for another. Tokens are random: one of a transaction that was rolled back never
    comes again, as a number would.
    """

    slot = models.PositiveIntegerField(primary_key=True)
    token = models.CharField(max_length=32)

    class Meta:
        db_table = TABLE

    def __str__(self) -> str:
        return f"{self.slot}: {self.token}"
