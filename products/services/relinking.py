"""Moving awards from one product to another: the only change the register lets through, and only when announced."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.models import User
from common.after_commit import announce
from products.models import Award, AwardEvent, AwardEventKind
from products.signals import awards_changed

from .standing import project_standings


def relink_awards(awards: Iterable[Award], *, to: int, reason: str, by: User) -> None:
    """Append an event that names both products to each award, move its link, and sum it up again.

    Called inside the merge's transaction, which is the log entry. Events come first: the guard looks for them.
    """
    moving = list(awards)
    AwardEvent.objects.bulk_create(
        [
            AwardEvent(
                award=award,
                kind=AwardEventKind.RELINKED,
                effective_date=timezone.localdate(),
                reason=reason,
                changes={"product": [award.product_id, to]},
                by=by,
            )
            for award in moving
        ]
    )
    ids = [award.pk for award in moving]
    Award.objects.filter(pk__in=ids).update(product_id=to)
    project_standings(Award.objects.filter(pk__in=ids))
    announce(awards_changed, Award, ids)
