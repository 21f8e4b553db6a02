"""Names that are many: those of all communes, and of the tags on products. Each is one query."""

from typing import NamedTuple

from taggit.models import Tag

from common import text
from places.models import KIND_WORDS, Commune
from places.names import with_kind
from products.models import ProductTag


class CommuneRow(NamedTuple):
    """A commune of today with the slug of its province."""

    name_vi: str
    kind: str
    sort_key: str
    province: str

    @property
    def label(self) -> str:
        return with_kind(KIND_WORDS[self.kind], self.name_vi)


class TagRow(NamedTuple):
    """A tag as it was typed."""

    label: str
    sort_key: str


def load_communes() -> dict[str, CommuneRow]:
    """By slug."""
    rows = Commune.objects.order_by().values_list("slug", "name_vi", "kind", "sort_key", "province__slug")
    return {slug: CommuneRow(*row) for slug, *row in rows}


def load_tags() -> dict[str, TagRow]:
    """By slug."""
    used = Tag.objects.filter(pk__in=ProductTag.objects.values("tag")).order_by()
    return {slug: TagRow(name, text.sort_key(name)) for slug, name in used.values_list("slug", "name")}
