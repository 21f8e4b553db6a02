from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    name = "products"
    verbose_name = _("Sản phẩm và công nhận")

    def ready(self) -> None:
        from common.visits import kinds

        from . import checks  # noqa: F401 - registers the check of the guards

        kinds.register("product", "products.Product")

        pre_migrate.connect(lift_guards, sender=self, dispatch_uid="products.guards")
        post_migrate.connect(install_guards, sender=self, dispatch_uid="products.guards")


def lift_guards(using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """Before migrations run on SQLite: it alters a table by making a new one, which a trigger naming it forbids."""
    from .guards import remove

    if plan and connections[using].vendor == "sqlite":
        remove(connections[using])


def install_guards(using: str, **kwargs: Any) -> None:
    """After every migrate and flush: altering a table on SQLite has dropped its triggers."""
    from .guards import install

    install(connections[using])
