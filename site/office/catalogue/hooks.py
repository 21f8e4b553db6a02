"""The catalogue in Wagtail's admin: its view sets, bulk actions and small screens."""

from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import bulk, comparing
from .fairs import FairGroup
from .on_behalf import submit_on_behalf
from .producers import ProducerViewSet
from .products import ProductViewSet
from .sorting import CommuneViewSet, ProvinceViewSet, SortingGroup

comparing.register()
register_snippet(ProductViewSet)
register_snippet(ProducerViewSet)
register_snippet(FairGroup)
register_snippet(SortingGroup)

for action in bulk.ACTIONS:
    # After Wagtail's own, so that putting away stands where deleting would.
    hooks.register("register_bulk_action", action, order=10)


hooks.register("register_snippet_action_menu_item", submit_on_behalf)


@hooks.register("register_admin_viewset")
def places() -> list[object]:
    return [ProvinceViewSet(), CommuneViewSet()]


@hooks.register("register_admin_urls")
def screens() -> list[URLResolver]:
    return [path("", include("office.urls"))]
