"""What migrations made once, and the flush after a transactional test takes away."""

from wagtail.models import Locale, Page

from common.kept import forget_kept
from pages.services import ensure_articles


def restore_pages() -> None:
    """The root page, the site and its front doors and articles."""
    forget_kept()
    if not Page.objects.exists():
        vietnamese = Locale.objects.get_or_create(language_code="vi")[0]
        Page.add_root(instance=Page(title="Root", slug="root", locale=vietnamese))
    ensure_articles()
