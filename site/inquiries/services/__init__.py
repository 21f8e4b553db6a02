"""What can be done with an inquiry."""

from .answering import answer, close, withdraw_consent
from .delivery import mail_producer, mark_opened, record_call
from .opening import Buyer, open_inquiry
from .retention import purge

__all__ = [
    "Buyer",
    "answer",
    "close",
    "mail_producer",
    "mark_opened",
    "open_inquiry",
    "purge",
    "record_call",
    "withdraw_consent",
]
