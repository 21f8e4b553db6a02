"""Vietnamese names for the rows that Wagtail makes by itself and shows to staff."""

from wagtail.models import Collection, Page

WAGTAIL_ROOT = "Root"
ROOT_PAGE = "Mọi trang"
ROOT_COLLECTION = "Kho chung"


def name_roots() -> None:
    """Name the roots of pages and of files, unless somebody has named them already."""
    root = Page.get_first_root_node()
    if root is not None and root.title == WAGTAIL_ROOT:
        Page.objects.filter(pk=root.pk).update(title=ROOT_PAGE, draft_title=ROOT_PAGE)
    Collection.objects.filter(depth=1, name=WAGTAIL_ROOT).update(name=ROOT_COLLECTION)
