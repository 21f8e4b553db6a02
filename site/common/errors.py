"""Refusals: what a person did cannot be done, and why, in their language."""

from collections.abc import Sequence

from django.http import Http404
from django.utils.functional import Promise


class Refusal(Exception):  # noqa: N818 - it is an answer to a person, not a fault
    """A request that is refused for a reason the reader can act on.

    `message` is one translated sentence (lazy or not); `details` are further sentences, one a problem.
    Views show it beside what was typed; commands print it and exit with 1.
    """

    def __init__(self, message: str | Promise, *, details: Sequence[str | Promise] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.details = tuple(details)

    def __str__(self) -> str:
        return str(self.message)


class Stale(Refusal):
    """What was looked at has changed meanwhile: look again, then decide."""


class NotAllowed(Refusal):
    """This person may not do this, whatever the data."""


class Gone(Http404):
    """The public saw this record once and may not see it any more: 410, and what still leads on.

    `record_id` is the key of the record that was withdrawn, `ways` are (label, path) of what remains public of it.
    """

    def __init__(self, record_id: int | None = None, *, ways: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(record_id)
        self.record_id = record_id
        self.ways = tuple(ways)
