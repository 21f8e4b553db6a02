"""The tree of categories as a list that reads as a tree."""

from collections.abc import Iterator

from products.models import Category

INDENT = "\u2003"
"""A blank as wide as the letters are high; ordinary blanks are joined in an <option>."""


def in_tree_order(categories: list[Category]) -> Iterator[tuple[int, Category]]:
    """(depth from 0, category), each under the one it belongs to. One whose parent is not listed counts as a root."""
    listed = {category.pk for category in categories}
    children: dict[int | None, list[Category]] = {}
    for category in categories:
        parent = category.parent_id if category.parent_id in listed else None
        children.setdefault(parent, []).append(category)

    def below(parent: int | None, depth: int) -> Iterator[tuple[int, Category]]:
        for category in children.get(parent, []):
            yield depth, category
            yield from below(category.pk, depth + 1)

    return below(None, 0)


def category_choices() -> list[tuple[str, str]]:
    """(key, indented name) of the categories in use, for a <select>."""
    found = in_tree_order(list(Category.objects.published()))
    return [(str(category.pk), f"{INDENT * depth}{category}") for depth, category in found]


def category_branch(key: int | str) -> list[int]:
    """A category's key and those of everything below it; the tree is three deep."""
    children = list(Category.objects.filter(parent=key).values_list("pk", flat=True))
    grandchildren = Category.objects.filter(parent__in=children).values_list("pk", flat=True)
    return [int(key), *children, *grandchildren]
