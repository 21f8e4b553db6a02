"""Runs judged queries on this site's own data and prints how well they are answered."""

from pathlib import Path
from statistics import mean
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines import asking, get_cluster, get_embedded, get_engine
from search.engines.base import Answering
from search.evaluation import Score, evaluate, read_queries
from search.models import EngineName
from search.plan.words import DATA


class Command(BaseCommand):
    help = "Print nDCG@10, MRR, recall@20 and the share of queries that find nothing, with the misses."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--engine", choices=EngineName.values, help="who answers (without: whoever does on the site)"
        )
        parser.add_argument("--queries", type=Path, default=DATA / "queries.csv", help="judged queries as CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        engine = self._engine(options["engine"])
        try:
            with asking(engine):
                scores = evaluate(read_queries(options["queries"]))
        except (OSError, KeyError, UnicodeDecodeError) as error:
            raise CommandError(f"cannot read {options['queries']}: {error}") from error
        if not scores:
            raise CommandError(f"{options['queries']} has no queries")
        for score in scores:
            self._line(score)
        classes: dict[str, list[Score]] = {}
        for score in scores:
            classes.setdefault(score.judged.group, []).append(score)
        if len(classes) > 1:
            for name, members in sorted(classes.items()):
                self._summary(name, members)
        self._summary("all", scores)

    @staticmethod
    def _engine(name: str | None) -> Answering:
        if name is None:
            return get_engine()
        engine = get_cluster() if name == EngineName.ELASTICSEARCH else get_embedded()
        if engine is None:
            raise CommandError("this site has no cluster: set ELASTICSEARCH_URL")
        return engine

    def _summary(self, name: str, scores: list[Score]) -> None:
        self.stdout.write(
            f"{name:<24} {len(scores):>3} queries: nDCG@10 {mean(score.ndcg for score in scores):.3f}, "
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
