"""How a kind is previewed. Pages are built by higher apps, so they tell their kind here how (in `AppConfig.ready`)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.http import HttpRequest

ContextBuilder = Callable[[HttpRequest, Any], dict[str, Any]]


class Preview(NamedTuple):
    """A public page's template, and what makes its context from the request and the record (a draft in memory)."""

    template: str
    context: ContextBuilder


_previews: dict[type[Model], Preview] = {}


def show_preview_with(model: type[Model], *, template: str, context: ContextBuilder) -> None:
    """From now on, drafts of `model` are shown with this template and `context(request, record)`."""
    _previews[model] = Preview(template, context)


def preview_of(model: type[Model]) -> Preview:
    """The kind's preview; `ImproperlyConfigured` where no app gave one."""
    try:
        return _previews[model]
    except KeyError:
        raise ImproperlyConfigured(
            f"{model.__name__} has no preview: call show_preview_with in the ready() of the app with its page."
        ) from None


def is_previewable(model: type[Model]) -> bool:
    return model in _previews
