"""Work that happens after the response."""

from django_tasks import task

from .photos import prepare_photo


@task()
def make_renditions(photo_id: int) -> None:
    """Every size in which the photo is shown, and the ground it stands on; repeating makes nothing twice."""
    prepare_photo(photo_id=photo_id)
