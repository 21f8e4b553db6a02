"""The WSGI entry point; every server here runs it: WSGI answered several times as many requests as ASGI."""

import os
import sys
from pathlib import Path

from django.core.wsgi import get_wsgi_application

SITE_DIR = Path(__file__).resolve().parents[1]
for folder in (SITE_DIR, SITE_DIR.parent):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_site = get_wsgi_application()

from common.page_cache import kept_first  # noqa: E402 - settings are there now

application = kept_first(_site)
