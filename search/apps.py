from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Tìm kiếm")

    def ready(self) -> None:
        from common import stamp

        from . import catalogue, checks, engines, receivers  # noqa: F401 - checks register themselves

        catalogue.register()
        receivers.connect()
        # Lists show what this host's index finds, which follows the database a moment later.
        stamp.part("search", lambda: engines.get_embedded().state())
