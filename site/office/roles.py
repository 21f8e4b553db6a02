"""What each role of the centre may do. The groups' permissions are what this table says, after every migrate."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import Role
from common import languages
from office.review.workflow import moderated_kinds


def _can(verbs: tuple[str, ...], *models: str) -> tuple[str, ...]:
    """The permissions of `verbs` on models named "app.model"."""
    return tuple(f"{model.split('.')[0]}.{verb}_{model.split('.')[1]}" for model in models for verb in verbs)


# Nothing of the catalogue is deleted, by anybody (`office.kept`): it is put in the store-room.
EDITING = ("add", "change", "view")
PUBLISHING = ("publish", "lock", "unlock")
ADMIN = ("wagtailadmin.access_admin",)
CATALOGUE = _can((*EDITING, *PUBLISHING), "products.product", "producers.producer")
FAIRS = (
    *_can((*EDITING, *PUBLISHING), "fairs.fairedition"),
    *_can(EDITING, "fairs.fairseries"),
    *_can((*EDITING, "delete"), "fairs.exhibitor"),
)
SORTED_BY = ("products.category", "products.productgroup", "producers.craftvillage")
SORTING = _can(EDITING, *SORTED_BY)
SORTING_READING = _can(("view",), *SORTED_BY)
PLACES = _can(("view",), "places.province", "places.commune")
REGISTER_READING = _can(("view",), "products.award", "products.decision", "products.selectionround")
RESULTS = ("products.add_decision", "products.change_decision")
"""Importing results, releasing and correcting decisions, calling the winners."""
REGISTER_KEEPING = ("products.add_awardevent", "products.add_mergerecord", "products.change_selectionround")
"""Recording what happened to an award, putting doubled records together, describing a selection."""
INQUIRIES = _can(("view", "change"), "inquiries.inquiry")
"""The desk: buyers' names and telephones, and answering on behalf."""
REVIEW = ("common.review_submission",)
SETTINGS = ("common.change_siteidentity", "products.change_registersettings", "inquiries.change_inquirysettings")
STAFF = _can(EDITING, "accounts.user")
ADDRESSES = _can((*EDITING, "delete"), "wagtailredirects.redirect")
SEARCH_WORDS = _can((*EDITING, "delete"), "search.synonym")
"""What else a word may be called, and how a query is read."""
TRANSLATING = ("simple_translation.submit_translation",)
"""Beginning a page in the other language, by those who write pages."""

ROLE_PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.DIRECTOR: (
        *ADMIN,
        *CATALOGUE,
        *FAIRS,
        *SORTING,
        *PLACES,
        *REGISTER_READING,
        *RESULTS,
        *REGISTER_KEEPING,
        *INQUIRIES,
        *REVIEW,
        *SETTINGS,
        *STAFF,
        *ADDRESSES,
        *SEARCH_WORDS,
        *TRANSLATING,
    ),
    Role.EDITOR: (
        *ADMIN,
        *CATALOGUE,
        *SORTING,
        *PLACES,
        *REGISTER_READING,
        *RESULTS,
        *REGISTER_KEEPING,
        *INQUIRIES,
        *ADDRESSES,
        *SEARCH_WORDS,
        *TRANSLATING,
    ),
    Role.MODERATOR: (*ADMIN, *CATALOGUE, *SORTING_READING, *PLACES, *REGISTER_READING, *INQUIRIES, *REVIEW),
    Role.FAIR_OFFICER: (*ADMIN, *FAIRS, *PLACES, "products.view_product", "producers.view_producer"),
}
PAGE_WRITERS = (Role.DIRECTOR, Role.EDITOR)
"""Who writes and publishes news and guides, below the root of the page tree."""
PAGE_PERMISSIONS = ("wagtailcore.add_page", "wagtailcore.change_page", "wagtailcore.publish_page")
# In Wagtail's root collection: everyone who edits brings pictures and papers.
COLLECTION_PERMISSIONS = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)


def group_name(role: Role) -> str:
    """A role's group, by its Vietnamese name whatever language the command runs in."""
    with languages.in_source():
        return str(role.label)


@transaction.atomic
def sync_roles() -> dict[Role, Group]:
    """Make each role's group hold exactly the permissions of the table. Returns the groups by role."""
    for app in apps.get_app_configs():
        create_permissions(app, verbosity=0)
    for model in moderated_kinds():
        _create_draft_permissions(model)
    groups = {}
    for role, labels in ROLE_PERMISSIONS.items():
        groups[role], _created = Group.objects.get_or_create(name=group_name(role))
        groups[role].permissions.set(permissions_named(labels))
        _sync_collection(groups[role])
        _sync_pages(groups[role], writes=role in PAGE_WRITERS)
    return groups


def _create_draft_permissions(model: type[Model]) -> None:
    """What Wagtail makes for snippets after us: publishing and locking."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    for verb in ("publish", "lock", "unlock"):
        Permission.objects.get_or_create(
            content_type=kind,
            codename=get_permission_codename(verb, model._meta),
            defaults={"name": f"Can {verb} {model._meta.verbose_name_raw}"},
        )


def permissions_named(labels: Iterable[str]) -> list[Permission]:
    """The permissions "app.codename"; a name that no model has is a mistake in the table, and says so."""
    wanted = set(labels)
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.filter(
            codename__in=[label.split(".")[1] for label in wanted]
        ).select_related("content_type")
    }
    if missing := wanted - found.keys():
        raise LookupError(f"no permission is called {', '.join(sorted(missing))}")
    return [found[label] for label in sorted(wanted)]


def _sync_collection(group: Group) -> None:
    root = Collection.get_first_root_node()
    if root is None:  # a database emptied by tests
        return
    permissions = permissions_named(COLLECTION_PERMISSIONS)
    GroupCollectionPermission.objects.filter(group=group, collection=root).exclude(permission__in=permissions).delete()
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _sync_pages(group: Group, *, writes: bool) -> None:
    root = Page.get_first_root_node()
    if root is None:  # a database emptied by tests
        return
    wanted = permissions_named(PAGE_PERMISSIONS) if writes else []
    GroupPagePermission.objects.filter(group=group, page=root).exclude(permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
