"""Verification codes: short enough to read over the telephone, and a mistyped one is told from an unknown one."""

import secrets

from django.utils.translation import gettext_lazy as _

from common.errors import Refusal
from products.models import Award

# No 0, 1, I, L or O, which handwriting confuses. 31 is prime, so with weights below it the check character
# finds every single wrong character and every pair that changed places.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
GROUP = 4


def new_codes(count: int) -> list[str]:
    """`count` codes like "K7Q2-M9XT", all different and none of them in the register."""
    fresh: set[str] = set()
    while len(fresh) < count:
        drawn = {_draw() for _turn in range(count - len(fresh))}
        taken = Award.objects.filter(code__in=drawn).values_list("code", flat=True)
        fresh |= drawn.difference(taken)
    return list(fresh)


def read_code(typed: str) -> str:
    """The code as the register writes it, from what somebody typed: any case, with or without blanks and hyphens.

    Refuses, in words, what cannot be a code of ours; whether it is in the register is for the caller to ask.
    """
    characters = "".join(filter(str.isalnum, typed)).upper()
    if len(characters) != LENGTH:
        raise Refusal(_("Mã kiểm tra có tám ký tự, ví dụ K7Q2-M9XT. Xin xem lại mã trên giấy hoặc tem."))
    strange = sorted({character for character in characters if character not in ALPHABET})
    if strange:
        raise Refusal(
            _("Mã kiểm tra không dùng ký tự %(characters)s. Xin xem lại từng ký tự.")
            % {"characters": ", ".join(strange)}
        )
    if _weighted_sum(characters) % len(ALPHABET):
        raise Refusal(_("Mã này có ký tự bị gõ nhầm hoặc đổi chỗ. Xin xem lại từng ký tự."))
    return _grouped(characters)


def _draw() -> str:
    body = "".join(secrets.choice(ALPHABET) for _position in range(LENGTH - 1))
    # The last weight is -1 modulo 31, so the check character is the sum of the others.
    return _grouped(body + ALPHABET[_weighted_sum(body) % len(ALPHABET)])


def _weighted_sum(characters: str) -> int:
    weights = [*range(1, LENGTH), -1]
    return sum(weight * ALPHABET.index(character) for weight, character in zip(weights, characters, strict=False))


def _grouped(characters: str) -> str:
    return f"{characters[:GROUP]}-{characters[GROUP:]}"
