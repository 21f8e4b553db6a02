"""A draft's plan, kept between looks: its tabs and pages need not read the whole catalogue each time."""

import hashlib

from django.core.cache import cache
from django.utils.translation import get_language

from products.importing import ImportPlan, load_index
from products.importing.known import register_stamp
from products.importing.release import plan_draft
from products.models import Decision

KEPT_SECONDS = 300
"""A look may miss what a colleague renamed since; the release itself always plans afresh."""


def planned_draft(decision: Decision) -> ImportPlan:
    """What releasing a draft would do; made anew when a choice, its number or date, or the register changed."""
    key = _key(decision)
    plan = cache.get(key)
    if plan is None:
        plan = plan_draft(decision, index=load_index())
        cache.set(key, plan, KEPT_SECONDS)
    return plan


def _key(decision: Decision) -> str:
    choices = list(decision.lines.order_by("pk").values_list("pk", "choice"))
    parts = (
        decision.pk,
        decision.created_at,
        decision.number,
        decision.date,
        choices,
        register_stamp(),
        get_language(),
    )
    return f"draft-plan:{hashlib.sha256(repr(parts).encode()).hexdigest()}"
