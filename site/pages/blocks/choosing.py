"""What editors choose from: released decisions, kinds of products, provinces."""

from collections.abc import Iterator

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.widgets import BaseChooser

from places.models import Province
from products.models import Category, Decision


class DecisionChooserBlock(blocks.ChooserBlock):
    """A released decision; decisions have no snippet, since nothing in them is edited by a form."""

    target_model = Decision

    @cached_property
    def widget(self) -> BaseChooser:
        # The admin's views can be imported only once every model is known, and blocks are part of models.
        from pages.choosers import decision_choosers

        return decision_choosers.widget_class()

    class Meta:
        icon = "doc-full"


def category_choices() -> Iterator[tuple[str, str]]:
    """Slug and name of every category in use, children indented below their parent."""
    found: dict[int | None, list[Category]] = {}
    for category in Category.objects.published():
        found.setdefault(category.parent_id, []).append(category)

    def below(parent: int | None, depth: int) -> Iterator[tuple[str, str]]:
        for category in found.get(parent, ()):
            yield category.slug, "– " * depth + category.name
            yield from below(category.pk, depth + 1)

    yield from below(None, 0)


def province_choices() -> Iterator[tuple[str, str]]:
    """Slug and name of today's provinces, in Vietnamese order."""
    yield from ((province.slug, province.name) for province in Province.objects.filter(is_current=True))
