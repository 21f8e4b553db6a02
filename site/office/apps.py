from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = _("Bàn làm việc của trung tâm")

    def ready(self) -> None:
        from office import kept

        post_migrate.connect(put_in_step, sender=self)
        kept.register()


def put_in_step(using: str = "default", plan: Any = (), **kwargs: Any) -> None:
    """After every migrate: the roles' permissions and the review's workflow are as the code says."""
    from office.naming import name_roots
    from office.review.workflow import ensure_workflow
    from office.roles import sync_roles

    name_roots()
    sync_roles()
    ensure_workflow()
