"""The people of the demonstration, one for each thing that somebody may want to try."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import Role, User
from office.roles import group_name, sync_roles
from producers.models import Membership, MembershipRole, Producer
from producers.services import add_member

from .references import reference


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in. `producer` is the key of the example that they belong to."""

    username: str
    name: str
    does: str
    role: Role | None = None
    producer: str = ""
    membership: MembershipRole | None = None


ACCOUNTS = (
    Account("giam-doc", "Bình Ví Dụ", "giám đốc trung tâm, làm được mọi việc / director", Role.DIRECTOR),
    Account("bien-tap", "Mai Ví Dụ", "biên tập viên: sản phẩm, kết quả / editor", Role.EDITOR),
    Account("kiem-duyet", "Sơn Ví Dụ", "kiểm duyệt viên: màn hình Chờ duyệt / moderator", Role.MODERATOR),
    Account("hoi-cho", "Quý Ví Dụ", "cán bộ hội chợ / fair officer", Role.FAIR_OFFICER),
    Account(
        "co-so", "Hoa Ví Dụ", "chủ Hợp tác xã Chè Ví Dụ / producer", producer="che", membership=MembershipRole.OWNER
    ),
    Account(
        "nguoi-giup",
        "Lan Ví Dụ",
        "người giúp của Hợp tác xã Chè Ví Dụ / a producer's helper",
        producer="che",
        membership=MembershipRole.HELPER,
    ),
    Account(
        "co-so-khac",
        "Tùng Ví Dụ",
        "chủ Hộ kinh doanh Miến dong Ví Dụ / another producer",
        producer="mien",
        membership=MembershipRole.OWNER,
    ),
)


@transaction.atomic
def ensure_accounts(password: str) -> dict[str, User]:
    """The people by username, each able to sign in with `password`."""
    sync_roles()
    return {account.username: _ensure(account, password) for account in ACCOUNTS}


@transaction.atomic
def ensure_members(people: dict[str, User]) -> None:
    """Owners and helpers of the examples, taken in by the director."""
    for account in ACCOUNTS:
        if account.membership is None:
            continue
        producer = Producer.objects.get(source_reference=reference(account.producer))
        user = people[account.username]
        if not Membership.objects.filter(producer=producer, user=user).exists():
            add_member(producer=producer, user=user, role=account.membership, by=people["giam-doc"])


def _ensure(account: Account, password: str) -> User:
    user = User.objects.filter(username=account.username).first()
    if user is None:
        user = User.objects.create_user(
            account.username,
            f"{account.username}@example.com",
            password,
            first_name=account.name,
            is_staff=account.role is not None,
        )
        if account.role is not None:
            user.groups.add(Group.objects.get(name=group_name(account.role)))
    elif not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    return user
