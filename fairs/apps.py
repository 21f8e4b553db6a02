from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FairsConfig(AppConfig):
    name = "fairs"
    verbose_name = _("Hội chợ")

    def ready(self) -> None:
        from common.moderation import show_preview_with  # noqa: PLC0415 - models are ready only now
        from common.visits import kinds  # noqa: PLC0415
        from fairs.models import FairEdition  # noqa: PLC0415
        from fairs.views import edition_context  # noqa: PLC0415

        kinds.register("fair", "fairs.FairEdition")
        show_preview_with(FairEdition, template="fairs/edition.html", context=edition_context)
