"""A plan as data: one plain object a row, the same for the command, a file and a test."""

import datetime
from typing import Any

from .plan import Fate, PlannedRow


def row_as_data(row: PlannedRow) -> dict[str, Any]:
    """Sheet, row, fate, reason, what would be written, and what stands in the way."""
    return {
        "sheet": row.sheet,
        "row": row.number,
        "fate": str(row.fate),
        "reason": str(row.reason),
        "text": row.text,
        "writes": _writes(row),
        "errors": [_problem(row, each) for each in row.errors],
        "warnings": [_problem(row, each) for each in row.warnings],
        "candidates": [
            {"choose": each.value, "kind": each.kind, "label": each.label, "why": str(each.why)}
            for each in row.candidates
        ],
    }


def _problem(row: PlannedRow, problem: Any) -> dict[str, str]:
    return {"column": problem.column, "field": problem.field, "sentence": str(problem.sentence)}


def _writes(row: PlannedRow) -> dict[str, Any]:
    """What applying the plan writes for this row; empty where it writes nothing."""
    if not row.is_written or row.entry is None:
        return {}
    entry, written = row.entry, {}
    if row.fate == Fate.CORRECTION:
        return {"correction": {name: _plain(pair) for name, pair in row.changes.items()}, "award": row.award.pk}
    if row.adds_producer:
        written["producer"] = {"name": entry.producer_name, "place": entry.place.printed}
    if row.adds_product:
        written["product"] = {"name": entry.product_name, "is_set": bool(entry.fields["is_set"])}
    elif row.product is not None:
        written["product_id"] = row.product.pk
    if row.fate == Fate.NEW:
        written["award"] = {
            "level": entry.level,
            "year": entry.year,
            "decision": entry.fields["decision_number"],
            "decision_date": _plain(entry.decision_date),
            "valid_until": _plain(entry.valid_until),
            "source": entry.source_url,
            "source_reference": entry.source_reference,
        }
    return written


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value
