"""Selection rounds as lists show them: which of them the public may see, and what their results come to."""

from django.db.models import Aggregate, Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery

from .models import AwardStanding, SelectionRound


def published_rounds() -> QuerySet[SelectionRound]:
    """Rounds that results are known of. What the draft of a decision lists is no result yet."""
    return SelectionRound.objects.filter(Exists(_results_of_round()))


def with_last_entry(rounds: QuerySet[SelectionRound]) -> QuerySet[SelectionRound]:
    """With `last_published_at`: when an award of the round was last written into the register."""
    return rounds.annotate(last_published_at=_summed(Max("award__created_at")))


def with_results(rounds: QuerySet[SelectionRound]) -> QuerySet[SelectionRound]:
    """With what a card says: `award_count`, `decision_count`, and `decision_number`, which is one of them. One query
    with the province.
    """
    return with_last_entry(rounds.select_related("province")).annotate(
        award_count=_summed(Count("pk")),
        decision_count=_summed(Count("decision", distinct=True)),
        decision_number=_summed(Min("decision__number")),
    )


def _results_of_round() -> QuerySet[AwardStanding]:
    """Awards of the round around it whose decision, where one is known, is released."""
    released = Q(decision=None) | Q(decision__released_at__isnull=False)
    return AwardStanding.objects.filter(released, award__round=OuterRef("pk")).order_by()


def _summed(results: Aggregate) -> Subquery:
    return Subquery(_results_of_round().values("award__round").annotate(summed=results).values("summed"))
