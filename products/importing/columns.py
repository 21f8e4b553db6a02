"""Problems name the column they are about."""

from products.annex import Annex, Problem

from .plan import PlannedRow


class ColumnFinder:
    """Gives each problem the letter of the column it is about."""

    def __init__(self, annex: Annex) -> None:
        self.blocks = annex.blocks

    def complete(self, row: PlannedRow) -> None:
        row.errors = [self._complete(row, problem) for problem in row.errors]
        row.warnings = [self._complete(row, problem) for problem in row.warnings]

    def _complete(self, row: PlannedRow, problem: Problem) -> Problem:
        if problem.column:
            return problem
        above = [
            block
            for block in self.blocks
            if block.sheet == row.sheet and min(block.header_rows, default=0) < row.number
        ]
        for block in reversed(above or self.blocks):
            for name in (problem.field, f"{problem.field}_new", *_COMBINED.get(problem.field, ())):
                if column := block.mapping.column_of(name):
                    return problem._replace(column=column)
        return problem


_COMBINED = {
    "product_name": ("product_producer",),
    "producer_name": ("producer_address", "product_producer"),
    "commune": ("district", "address", "producer_address"),
    "province": ("address", "producer_address"),
    "address": ("producer_address",),
}
