from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InquiriesConfig(AppConfig):
    name = "inquiries"
    verbose_name = _("Câu hỏi của khách")

    def ready(self) -> None:
        from inquiries import receivers  # noqa: F401, PLC0415 - connecting is its purpose
