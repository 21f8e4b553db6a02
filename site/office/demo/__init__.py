"""The demonstration: the real register and fairs, beside producers that are plainly fictional.

Nothing is invented around a real firm: whatever needs photos, contacts or inquiries hangs on an example.
"""

from .accounts import ACCOUNTS, Account
from .building import Built, build

__all__ = ["ACCOUNTS", "Account", "Built", "build"]
