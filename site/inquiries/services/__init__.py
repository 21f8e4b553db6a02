"""What can be done with an inquiry."""

from .answering import answer, close, withdraw_consent
from .asking_several import batch_of_form, open_batch, withdraw_batch
from .delivery import mail_producer, mark_opened, note_unsent_answer, record_call
from .opening import Buyer, open_inquiry
from .passing_on import assign_producer, may_be_passed_on
from .retention import purge

__all__ = [
    "Buyer",
    "answer",
    "assign_producer",
    "batch_of_form",
    "close",
    "mail_producer",
    "mark_opened",
    "may_be_passed_on",
    "note_unsent_answer",
    "open_batch",
    "open_inquiry",
    "purge",
    "record_call",
    "withdraw_batch",
    "withdraw_consent",
]
