"""Ways of passing a page on: plain links. Nothing is asked of anybody else's server until one is followed."""

import json
from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Share:
    """A page to pass on: its whole address, and what to call it."""

    address: str
    title: str

    @property
    def links(self) -> list[dict[str, str]]:
        """`{icon, label, url}` in the order in which people here use them."""
        return [
            {"icon": "chat", "label": "Zalo", "url": self._zalo},
            {
                "icon": "share",
                "label": "Facebook",
                "url": f"https://www.facebook.com/sharer/sharer.php?{self._as('u')}",
            },
            {"icon": "mail", "label": _("Thư điện tử"), "url": self._mail},
        ]

    @property
    def _zalo(self) -> str:
        """The page that Zalo's own button opens. It takes what to share as base64 of JSON; no document of theirs
        promises it, and where it fails the address can still be copied.
        """
        shared = b64encode(json.dumps({"url": self.address}).encode()).decode()
        return f"https://button-share.zalo.me/share_external?{urlencode({'layout': 1, 'shareType': 0, 'd': shared})}"

    @property
    def _mail(self) -> str:
        # A mail program reads "+" as a plus, so blanks are written as %20 here.
        return f"mailto:?subject={quote(self.title)}&body={quote(f'{self.title} {self.address}')}"

    def _as(self, parameter: str) -> str:
        return urlencode({parameter: self.address})
