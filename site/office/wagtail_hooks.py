"""What the office adds to Wagtail's admin. Each area registers its own hooks; here they are found."""

from office import dashboard, menus
from office.catalogue import hooks as catalogue_hooks
from office.importing import hooks as importing_hooks
from office.inquiries_desk import hooks as desk_hooks
from office.people import hooks as people_hooks
from office.publicity import hooks as publicity_hooks
from office.register import hooks as register_hooks
from office.review import hooks as review_hooks
from office.searching import hooks as searching_hooks
from office.visits import hooks as visits_hooks

__all__ = [
    "catalogue_hooks",
    "dashboard",
    "desk_hooks",
    "importing_hooks",
    "menus",
    "people_hooks",
    "publicity_hooks",
    "register_hooks",
    "review_hooks",
    "searching_hooks",
    "visits_hooks",
]
