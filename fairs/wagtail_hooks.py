"""What this app adds to Wagtail: names for the acts that the log keeps."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .log_actions import LOG_ACTIONS


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action, label, message in LOG_ACTIONS:
        actions.register_action(action, label, message)
