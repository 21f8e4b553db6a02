"""When what a record says of itself was last renewed."""

import datetime

from common.moderation import ModeratedRecord


def renewed_at(record: ModeratedRecord) -> datetime.datetime:
    """The later of its last publication and of the day its owner last confirmed it; failing both, when it came."""
    return max(filter(None, (record.last_published_at, record.confirmed_at)), default=record.created_at)
