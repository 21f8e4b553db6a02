"""The version of what draws plates: any change of the code, the templates or the words makes another."""

from functools import cache
from hashlib import sha256

from django.conf import settings
from django.templatetags.static import static

DRAWN_BY = (
    "templates/products/_card.html",
    "templates/cotton/*.html",
    "locale/*/LC_MESSAGES/django.mo",
    "products/**/*.py",
    "products/data/*",
    "producers/**/*.py",
    "site/places/**/*.py",
    "site/common/**/*.py",
)


@cache
def version() -> str:
    """Of this process's release; two releases that run side by side do not use each other's plates."""
    digest = sha256(f"{static('site/sprite.svg')} {settings.MEDIA_URL}".encode())
    for pattern in DRAWN_BY:
        for file in sorted(settings.PROJECT_DIR.glob(pattern)):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]
