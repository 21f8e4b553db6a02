"""Results from a decision's annex: read, planned, and written to the register. One service for screen and command.

`read_list` → `plan_import` (every row's fate, nothing written) → `apply_plan`, or `prepare_decision` for an annex
that is not signed yet, which `release.release_decision` later turns into awards.
"""

from django.utils.translation import gettext as _

from common.errors import Refusal

from .drafts import prepare_decision
from .known import CatalogueIndex
from .listing import read_list, read_pasted_list, remember_mapping
from .options import Choice, Choices, ImportOptions
from .places import PlaceReader
from .plan import Candidate, Fate, ImportPlan, PlannedRow
from .planning import plan_import
from .reporting import row_as_data
from .writer import Progress, Written
from .writing import apply_plan

__all__ = [
    "Candidate",
    "CatalogueIndex",
    "Choice",
    "Choices",
    "Fate",
    "ImportOptions",
    "ImportPlan",
    "PlannedRow",
    "Progress",
    "Written",
    "apply_plan",
    "load_index",
    "plan_import",
    "prepare_decision",
    "read_list",
    "read_pasted_list",
    "remember_mapping",
    "row_as_data",
]


def load_index() -> CatalogueIndex:
    """The catalogue, the register and all places in memory, for one import. Refuses where no place is loaded."""
    places = PlaceReader()
    if not places.index.provinces:
        raise Refusal(_("Chưa nạp danh mục tỉnh, xã. Hãy chạy lệnh load_places trước."))
    return CatalogueIndex(places)
