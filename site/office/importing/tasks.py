"""Long lists, written after the response by the worker of the task queue."""

from django_tasks import task

from .executing import execute


@task()
def write_after_the_response(run_id: int) -> None:
    """Do one run's work; a second delivery does nothing."""
    execute(run_id)
