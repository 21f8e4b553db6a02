"""Kinds that are put away and never deleted: whatever links to them, an award or a log, keeps its meaning."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from fairs.models import FairEdition, FairSeries
from producers.models import CraftVillage, Producer
from products.models import Category, Product, ProductGroup

KEPT = (Product, Producer, FairEdition, FairSeries, Category, ProductGroup, CraftVillage)


class KeptPolicy(ModelPermissionPolicy):
    """Nobody deletes, administrators included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def register() -> None:
    """Before any view set asks for the kinds' policies."""
    for model in KEPT:
        register_permission_policy(model, KeptPolicy(model))
