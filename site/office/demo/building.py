"""Building the demonstration, step by step; each step adds what is missing and leaves the rest."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from fairs.importing import apply_fairs, read_fairs
from places.services import PlaceIndex, load_places
from products.importing import Choices, ImportOptions, apply_plan, load_index, plan_import, read_list
from products.models import Evidence
from search import lifecycle, outbox

from .accounts import ensure_accounts, ensure_members
from .activity import ensure_inquiries, ensure_submissions
from .catalogue import ensure_catalogue
from .editorial import ensure_editorial
from .fair import ensure_fairs
from .register import ensure_awards, ensure_draft

AWARDS = Path(settings.PROJECT_DIR) / "products" / "data" / "awards.csv"
FAIRS = Path(settings.PROJECT_DIR) / "fairs" / "data" / "fairs.csv"
Progress = Callable[[str, int], None]
"""Told each step's name and how many rows it added."""


@dataclass
class Built:
    """How many rows each step added; nothing at all the second time."""

    added: dict[str, int] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        return not any(self.added.values())


def build(*, password: str, progress: Progress) -> Built:
    """Places, page trees, people, the real register and fairs, then the examples. Repeatable."""
    built = Built()

    def tell(step: str, count: int) -> None:
        built.added[step] = count
        progress(step, count)

    tell("địa danh / places", load_places().changes)
    call_command("setup_site", verbosity=0)
    people = ensure_accounts(password)
    tell("sổ công nhận / awards", _import_awards())
    tell("hội chợ / fairs", _import_fairs())
    editor = people["bien-tap"]
    tell("sản phẩm ví dụ / example products", ensure_catalogue(editor))
    ensure_members(people)
    tell("công nhận ví dụ / example awards", ensure_awards(editor))
    tell("dự thảo ví dụ / a draft decision", int(ensure_draft(editor)))
    tell("hội chợ ví dụ / example fairs", ensure_fairs(people["hoi-cho"]))
    tell("bài và chiến dịch ví dụ / example pages", ensure_editorial(editor))
    tell("câu hỏi ví dụ / example inquiries", ensure_inquiries(editor))
    submissions = ensure_submissions(
        owner=people["co-so"], helper=people["nguoi-giup"], rival=people["co-so-khac"], moderator=people["kiem-duyet"]
    )
    tell("thay đổi chờ duyệt / changes to review", submissions)
    lifecycle.ensure_index()
    outbox.drain()
    return built


def _import_awards() -> int:
    """The real register, as transcribed from public pages. Refusal where a row needs a person's choice."""
    options = ImportOptions(evidence=Evidence.TRANSCRIBED, choices=Choices())
    annex = read_list(AWARDS.read_bytes(), filename=AWARDS.name, options=options)
    index = load_index()
    plan = plan_import(annex, options=options, index=index)
    written = apply_plan(plan, options=options, index=index, by=None)
    return written.awards + written.products + written.producers + written.corrections


def _import_fairs() -> int:
    rows = read_fairs(FAIRS.read_bytes(), filename=FAIRS.name)
    index = PlaceIndex.load()
    return len(apply_fairs(rows, choices={}, index=index, by=None))
