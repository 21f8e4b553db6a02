from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = _("Nền chung")

    def ready(self) -> None:
        from common import receivers  # noqa: F401, PLC0415 - connecting is its purpose
