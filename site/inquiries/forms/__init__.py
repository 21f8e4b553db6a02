"""The forms of buyers, of producers behind their link, and of the desk."""

from .answering import AnswerForm, CallForm, CloseForm
from .asking import TIME_SALT, AskForm, QuestionForm, SeekForm, read_contact
from .several import AskSeveralForm

__all__ = [
    "TIME_SALT",
    "AnswerForm",
    "AskForm",
    "AskSeveralForm",
    "CallForm",
    "CloseForm",
    "QuestionForm",
    "SeekForm",
    "read_contact",
]
