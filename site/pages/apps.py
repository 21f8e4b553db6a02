from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Trang")

    def ready(self) -> None:
        from pages import receivers  # noqa: F401, PLC0415 - connecting is its purpose
        from pages.found import news  # noqa: PLC0415 - models are ready only now

        news.register()
        self.show_previews()

    @staticmethod
    def show_previews() -> None:
        """Drafts of producers and products are shown by the templates of their public pages."""
        from common.moderation import show_preview_with  # noqa: PLC0415 - models are ready only now
        from pages.views import producer_context, product_preview  # noqa: PLC0415
        from producers.models import Producer  # noqa: PLC0415
        from products.models import Product  # noqa: PLC0415

        show_preview_with(Producer, template="pages/producer.html", context=producer_context)
        show_preview_with(Product, template="products/product.html", context=product_preview)
