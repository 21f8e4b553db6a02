"""Writing the seeds: what is missing is added, what staff changed is left as it is."""

import csv
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from products.models import Category, ProductGroup

DATA = Path(__file__).resolve().parents[1] / "data"

# Circular 26/2014/TT-BCT, kept by its successors; "khác" is last. Years stay open: no source bounds them.
GROUPS = (
    ("thu-cong-my-nghe", "Thủ công mỹ nghệ", "Handicrafts"),
    (
        "che-bien-nong-lam-thuy-san",
        "Chế biến nông, lâm, thủy sản và thực phẩm",
        "Processed farm, forest and fishery products and food",
    ),
    (
        "thiet-bi-may-moc",
        "Thiết bị, máy móc, dụng cụ và phụ tùng cơ khí",
        "Equipment, machinery, tools and mechanical parts",
    ),
    ("san-pham-khac", "Sản phẩm khác", "Other products"),
)


class SeedCount(NamedTuple):
    """How many rows were added."""

    groups: int
    categories: int


@transaction.atomic
def load_catalogue_seeds() -> SeedCount:
    """Add the groups and categories that are not there yet, by code and slug. Repeatable."""
    groups = 0
    for order, (code, name_vi, name_en) in enumerate(GROUPS, start=1):
        values = {"name_vi": name_vi, "name_en": name_en, "sort_order": order}
        groups += ProductGroup.objects.get_or_create(code=code, defaults=values)[1]
    return SeedCount(groups, _load_categories())


def _load_categories() -> int:
    """Parents stand above their children in the file."""
    known = {category.slug: category for category in Category.objects.all()}
    added = 0
    with (DATA / "categories.csv").open(encoding="utf-8", newline="") as file:
        for order, row in enumerate(csv.DictReader(file), start=1):
            if row["slug"] in known:
                continue
            parent = known[row["parent"]] if row["parent"] else None
            values = {name: row[name] for name in ("slug", "name_vi", "name_en", "gloss_en", "motif", "words")}
            known[row["slug"]] = Category.objects.create(**values, parent=parent, sort_order=order)
            added += 1
    return added
