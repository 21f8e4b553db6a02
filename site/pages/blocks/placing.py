"""What every block that places records or pictures shares: it asks first, and is given what may be shown."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from wagtail import blocks

from pages.presenting.placed import Asked, Placed, is_shown, load

from .markup import Heading

__all__ = ["Asked", "Placed", "PlacingBlock", "load_for", "withdrawn_from"]


class PlacingBlock(blocks.StructBlock):
    """A block whose matter is loaded with that of all others on its page.

    The page's context holds it as `placed`; a block that is shown alone, as in the editor's list, loads its own.
    """

    def ask(self, value: blocks.StructValue, asked: Asked) -> None:
        """Add what this block shows to what the page asks for."""
        raise NotImplementedError

    def placed(self, value: blocks.StructValue, parent_context: dict[str, Any] | None) -> Placed:
        found = (parent_context or {}).get("placed")
        return found if isinstance(found, Placed) else load_for([(self, value)])

    def headings(self, value: blocks.StructValue) -> list[Heading]:
        """The title of a section stands on the second level; what it places, below it."""
        return [Heading(2, value["title"])] if "title" in self.child_blocks and self.meta.is_section else []

    class Meta:
        is_section = False


def load_for(values: Iterable[tuple[blocks.Block, Any]]) -> Placed:
    """What these blocks, each with its value, may show."""
    return load(_asked(values))


def withdrawn_from(values: Iterable[tuple[blocks.Block, Any]]) -> list[Model]:
    """Records that editors placed and the public no longer sees, each once, in the order of the page."""
    chosen = _asked(values).chosen
    return list({(type(record), record.pk): record for record in chosen if not is_shown(record)}.values())


def _asked(values: Iterable[tuple[blocks.Block, Any]]) -> Asked:
    asked = Asked()
    for each, value in values:
        if isinstance(each, PlacingBlock):
            each.ask(value, asked)
    return asked
