"""How often somebody may try to sign in, at whichever door."""

from django.http import HttpRequest

from common.visitors import visitor_address, within_limit

SECONDS = 15 * 60
TRIES = 10
"""From one address for one name: a person who forgot."""
TRIES_FROM_AN_ADDRESS = 60
"""From one address for any names: an office behind one line, and no list of stolen passwords."""
TRIES_FOR_A_NAME = 200
"""For one name from any addresses: more is many machines guessing, fewer would let a stranger lock somebody out."""


def may_try_to_sign_in(request: HttpRequest, username: str) -> bool:
    """Count one try; False when it is one too many in a quarter of an hour."""
    address, name = visitor_address(request), username.strip()
    counted = [
        within_limit("sign-in", f"{address} {name}", limit=TRIES, seconds=SECONDS),
        within_limit("sign-in-address", address, limit=TRIES_FROM_AN_ADDRESS, seconds=SECONDS),
        within_limit("sign-in-name", name, limit=TRIES_FOR_A_NAME, seconds=SECONDS),
    ]
    return all(counted)
