"""What the register refuses, in words that both databases can be taught."""

from collections.abc import Iterator

from products.models import Award, AwardEvent, AwardEventKind, Decision, DecisionEvent

from .guard import Dialect, Guard

AWARD, AWARD_EVENT, DECISION, DECISION_EVENT = (
    model._meta.db_table for model in (Award, AwardEvent, Decision, DecisionEvent)
)
GUARDED_TABLES = {
    "award": AWARD,
    "award_event": AWARD_EVENT,
    "decision": DECISION,
    "decision_event": DECISION_EVENT,
}
SIGNED_COLUMNS = ("number", "date", "issuer", "round_id", "file_id", "slug", "released_at", "released_by_id")
"""What a released decision says; each changes only together with an event that names its old and new value."""


def rules(columns: dict[str, set[str]], dialect: Dialect) -> Iterator[Guard]:
    """Every rule, for tables with these columns (a database on its way through migrations may have fewer)."""
    fixed = sorted(columns[AWARD] - Award.MUTABLE_COLUMNS)
    changed = " OR ".join(dialect.differs(f'NEW."{column}"', f'OLD."{column}"') for column in fixed)
    yield Guard("award_words", AWARD, "UPDATE", changed, FINAL, tuple(fixed))
    yield Guard("award_link", AWARD, "UPDATE", _unannounced_move(dialect), MOVED, ("product_id",))
    yield Guard("award_kept", AWARD, "DELETE", "", "an award is never deleted: append a revocation")
    signed = [column for column in SIGNED_COLUMNS if column in columns[DECISION]]
    changes = " OR ".join(_unannounced_change(column, dialect) for column in signed)
    changed = f"OLD.released_at IS NOT NULL AND ({changes})"
    yield Guard("decision_words", DECISION, "UPDATE", changed, CORRECTED, tuple(signed))
    kept = "a released decision is never deleted"
    yield Guard("decision_kept", DECISION, "DELETE", "OLD.released_at IS NOT NULL", kept)
    for name in ("award_event", "decision_event"):
        yield Guard(f"{name}_words", GUARDED_TABLES[name], "UPDATE", "", "an event is never changed")
        yield Guard(f"{name}_kept", GUARDED_TABLES[name], "DELETE", "", "an event is never deleted")
    yield from dialect.further_rules(GUARDED_TABLES)


FINAL = "an award is never changed: append an AwardEvent"
MOVED = "an award moves to another product only by a merge, which appends a RELINKED event first"
CORRECTED = "a released decision changes only by a correction, which appends a DecisionEvent first"


def _latest(table: str, owner: str, further: str = "") -> str:
    """The id of the latest event of the row being changed."""
    return f"(SELECT MAX(latest.id) FROM {table} latest WHERE latest.{owner} = OLD.id{further})"  # noqa: S608 - our names


def _unannounced_move(dialect: Dialect) -> str:
    """The award's latest RELINKED event does not name this move. Each names both ends, so none serves twice."""
    latest = _latest(AWARD_EVENT, "award_id", f" AND latest.kind = '{AwardEventKind.RELINKED.value}'")
    return _unannounced("product_id", "product", AWARD_EVENT, latest, dialect)


def _unannounced_change(column: str, dialect: Dialect) -> str:
    """The column changes and the decision's latest event does not name the old and the new value."""
    return _unannounced(column, column, DECISION_EVENT, _latest(DECISION_EVENT, "decision_id"), dialect)


def _unannounced(column: str, key: str, table: str, latest: str, dialect: Dialect) -> str:
    old, new = f'OLD."{column}"', f'NEW."{column}"'
    before, after = dialect.pair("event.changes", key)
    announced = " AND ".join(
        [
            f"event.id = {latest}",
            dialect.has_pair("event.changes", key),
            dialect.same(before, dialect.text(old)),
            dialect.same(after, dialect.text(new)),
        ]
    )
    event = f"SELECT 1 FROM {table} event WHERE {announced}"  # noqa: S608 - our names
    return f"({dialect.differs(new, old)} AND NOT EXISTS ({event}))"
