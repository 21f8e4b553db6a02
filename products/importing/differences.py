"""What a list states otherwise than the register: proposed as corrections."""

from typing import Any

from common import text

from .entries import Entry
from .known import COMPARED, KnownAward
from .names import producer_key


def stated_values(entry: Entry) -> dict[str, Any]:
    """What a row states of `COMPARED`, as the register would keep it."""
    return {
        "product_name": entry.product_name,
        "producer_name": entry.producer_name,
        "place": entry.place.printed,
        "level": entry.level,
        "year": entry.year,
        "region": entry.region,
        "certificate_no": entry.fields["certificate_number"],
        "valid_until": entry.valid_until,
    }


def differences(entry: Entry, award: KnownAward) -> dict[str, list[Any]]:
    """Field → [as the register has it, as the list states it], for what the same source now says otherwise.

    Another source's wording is no correction, a blank corrects nothing, and a mistake of the source that was
    put right in the register before stays right.
    """
    same_row = bool(entry.source_reference) and award.source_reference == entry.source_reference
    same_decision = bool(entry.decision_key) and award.decision_key == entry.decision_key
    if not (same_row or same_decision):
        return {}
    names = COMPARED if same_row else ("product_name", "producer_name", "certificate_no", "valid_until")
    stated = stated_values(entry)
    return {
        name: [award.standing[name], stated[name]]
        for name in names
        if stated[name] not in (None, "")
        and not _same(name, stated[name], award.standing[name])
        and not _same(name, stated[name], award.as_awarded[name])
    }


def _same(name: str, stated: Any, known: Any) -> bool:
    if not isinstance(stated, str):
        return bool(stated == known)
    if text.exact(stated) == text.exact(known or ""):
        return True
    return name == "producer_name" and _words(stated) != _words(known) and producer_key(stated) == producer_key(known)


def _words(name: str) -> list[str]:
    return text.key(name).split()
