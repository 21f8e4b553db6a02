from django.apps import AppConfig
from django.db.models import ForeignKey
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "places"
    verbose_name = _("Địa danh")

    def ready(self) -> None:
        """In the admin every foreign key to a commune is typed, not chosen from 3,321 options."""
        from wagtail.admin.forms.models import register_form_field_override

        from .forms import CommuneField
        from .models import Commune
        from .widgets import CommuneSelect

        register_form_field_override(
            ForeignKey, to=Commune, override={"form_class": CommuneField, "widget": CommuneSelect}
        )
