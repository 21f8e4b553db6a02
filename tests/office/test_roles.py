"""What each role may do, as the groups say after every migrate."""

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.models import Role
from common.moderation import may_review
from office.roles import group_name, permissions_named, sync_roles

pytestmark = pytest.mark.django_db


def test_every_role_has_its_group_in_vietnamese():
    assert {group_name(role) for role in Role} <= set(Group.objects.values_list("name", flat=True))
    assert group_name(Role.MODERATOR) == "Kiểm duyệt viên"


def test_who_may_review(director, editor, moderator, fair_officer, producer):
    assert [may_review(person) for person in (director, moderator)] == [True, True]
    assert [may_review(person) for person in (editor, fair_officer, producer)] == [False, False, False]


def test_a_permission_given_by_hand_goes_and_a_missing_one_comes():
    group = Group.objects.get(name=group_name(Role.FAIR_OFFICER))
    stray = permissions_named(["products.publish_product"])[0]
    group.permissions.add(stray)
    group.permissions.remove(*permissions_named(["fairs.publish_fairedition"]))
    sync_roles()
    names = set(group.permissions.values_list("codename", flat=True))
    assert "publish_product" not in names and "publish_fairedition" in names
    before = Permission.objects.count()
    sync_roles()
    assert Permission.objects.count() == before


def test_a_misspelt_permission_is_refused():
    with pytest.raises(LookupError, match="products.eat_product"):
        permissions_named(["products.eat_product", "products.view_product"])
