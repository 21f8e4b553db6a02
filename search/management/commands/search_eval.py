"""Runs judged queries on this site's own data and prints how well they are answered."""

from pathlib import Path
from statistics import mean
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.evaluation import Score, evaluate, read_queries
from search.plan.words import DATA


class Command(BaseCommand):
    help = "Print nDCG@10, MRR, recall@20 and the share of queries that find nothing, with the misses."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queries", type=Path, default=DATA / "queries.csv", help="judged queries as CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            scores = evaluate(read_queries(options["queries"]))
        except (OSError, KeyError, UnicodeDecodeError) as error:
            raise CommandError(f"cannot read {options['queries']}: {error}") from error
        if not scores:
            raise CommandError(f"{options['queries']} has no queries")
        for score in scores:
            self._line(score)
        self.stdout.write(
            f"{len(scores)} queries: nDCG@10 {mean(score.ndcg for score in scores):.3f}, "
            f"MRR {mean(score.reciprocal_rank for score in scores):.3f}, "
            f"recall@20 {mean(score.recall for score in scores):.3f}, "
            f"zero results {mean(score.found == 0 for score in scores):.1%}"
        )

    def _line(self, score: Score) -> None:
        judged = score.judged
        missing = f"  missing {' '.join(score.missing)}" if score.missing else ""
        self.stdout.write(
            f"{judged.id:>5} {score.ndcg:.2f} {score.recall:.2f} {score.found:>4}  {judged.query}  "
            f"[{judged.variation}]{missing}"
        )
