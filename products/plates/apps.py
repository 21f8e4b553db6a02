from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PlatesConfig(AppConfig):
    name = "products.plates"
    label = "plates"
    verbose_name = _("Thẻ sản phẩm vẽ sẵn")

    def ready(self) -> None:
        from . import checks  # noqa: F401 - registers the check of the triggers

        pre_migrate.connect(lift_triggers, sender=self, dispatch_uid="products.plates")
        post_migrate.connect(install_triggers, sender=self, dispatch_uid="products.plates")


def lift_triggers(using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """Before migrations run on SQLite: it alters a table by making a new one, which a trigger naming it forbids."""
    from .triggers import remove

    if plan and connections[using].vendor == "sqlite":
        remove(connections[using])


def install_triggers(using: str, **kwargs: Any) -> None:
    """After every migrate and flush. What a migration changed, no trigger may have noted: everything is drawn anew."""
    from .triggers import install, note_everything

    install(connections[using])
    note_everything(connections[using])
