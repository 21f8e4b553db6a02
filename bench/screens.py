"""Pictures of every public template at 360 and 1280 px, by day and by night: `python bench/screens.py BASE FOLDER`.

They are for people to look at; what a machine can tell of them, tests/journeys tells.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tour import prepare, tour

WIDTHS = (360, 1280)
LONGEST = 4200
"""Pixels of height that one picture shows."""


def take(browser: Browser, base: str, folder: Path, pages: dict[str, list[str]]) -> int:
    """Every page of the tour in four looks; how many pictures were taken."""
    taken = 0
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
            )
            page = context.new_page()
            for name, addresses in pages.items():
                for number, address in enumerate(addresses, start=1):
                    page.goto(base + address, wait_until="load")
                    height = min(LONGEST, page.evaluate("document.documentElement.scrollHeight"))
                    page.set_viewport_size({"width": width, "height": height})
                    file = f"{name.replace(':', '-')}-{number}-{width}-{scheme}.png"
                    page.screenshot(path=folder / file)
                    page.set_viewport_size({"width": width, "height": 900})
                    taken += 1
            context.close()
    return taken


def main() -> None:
    base, folder = sys.argv[1].rstrip("/"), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    prepare()
    pages = {f"{start}-{name}": found for start in ("vi", "en") for name, found in tour(base, f"/{start}/").items()}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        print(f"{take(browser, base, folder, pages)} pictures in {folder}")
        browser.close()


if __name__ == "__main__":
    main()
