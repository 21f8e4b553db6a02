from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProducersConfig(AppConfig):
    name = "producers"
    verbose_name = _("Cơ sở sản xuất")

    def ready(self) -> None:
        from common.visits import kinds

        kinds.register("producer", "producers.Producer")
        kinds.register("village", "producers.CraftVillage")
