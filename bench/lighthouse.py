"""Lighthouse's four scores, as on a phone, for one page of each kind: `python bench/lighthouse.py BASE`.

Needs Node and the `lighthouse` package (`LIGHTHOUSE` names its command, else `npx lighthouse`). Fails below 95, and
names the audits that stand against it.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from lxml import etree
from tour import prepare, tour

LEAST = 95
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SECTIONS = {"product": "san-pham", "producer": "co-so", "fair": "hoi-cho"}
"""Taken from the sitemap: examples are not for search engines and lose a third of that score."""


def chosen(base: str, start: str) -> dict[str, str]:
    """One address of each kind; of editorial pages the one that lies deepest, which is an article."""
    found = tour(base, start)
    picked = {"home": found["home"][0], "list": found["search:browse"][0]}
    for label, section in SECTIONS.items():
        with urlopen(f"{base}/sitemap-{section}-1.xml") as answer:  # noqa: S310 - the site that is measured
            paths = [urlsplit(each.text).path for each in etree.fromstring(answer.read()).iterfind(".//{*}loc")]
        picked[label] = next(path for path in paths if path.startswith(start))
    picked["article"] = max(found["wagtail_serve"], key=lambda address: address.count("/"))
    return picked


def scores(address: str) -> tuple[dict[str, int], list[str], dict[str, float]]:
    """Scores of 100 by category, the audits that cost points, and layout shift and weight of one page."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = shlex.split(os.environ.get("LIGHTHOUSE", "npx lighthouse"))
        flags = ["--quiet", "--output=json", f"--output-path={report}", "--chrome-flags=--headless=new --no-sandbox"]
        environment = {"CHROME_PATH": "/usr/bin/chromium", **os.environ}
        subprocess.run([*command, address, *flags], check=True, env=environment)  # noqa: S603 - our own arguments
        found = json.loads(report.read_text())
    by_category = {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES}
    against = [
        reference["id"]
        for name in CATEGORIES
        for reference in found["categories"][name]["auditRefs"]
        if reference["weight"]
        and (found["audits"][reference["id"]]["score"] or 0) < 0.9
        and found["audits"][reference["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    ]
    measured = {
        "layout shift": found["audits"]["cumulative-layout-shift"]["numericValue"],
        "kB": found["audits"]["total-byte-weight"]["numericValue"] / 1000,
    }
    return by_category, against, measured


def main() -> None:
    base = sys.argv[1].rstrip("/")
    prepare()
    failed = []
    print(f"{'page':<12}{'speed':>7}{'access':>8}{'practice':>10}{'search':>8}{'shift':>8}{'kB':>7}")
    for label, address in chosen(base, sys.argv[2] if len(sys.argv) > 2 else "/vi/").items():
        by_category, against, measured = scores(base + address)
        numbers = list(by_category.values())
        print(
            f"{label:<12}{numbers[0]:>7}{numbers[1]:>8}{numbers[2]:>10}{numbers[3]:>8}"
            f"{measured['layout shift']:>8.3f}{measured['kB']:>7.0f}  {', '.join(against)}"
        )
        if min(numbers) < LEAST:
            failed.append(label)
    if failed:
        raise SystemExit(f"Below {LEAST}: {', '.join(failed)}")


if __name__ == "__main__":
    main()
