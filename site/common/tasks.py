"""Work that happens after the response, or at night."""

from django_tasks import task

from .photos import forget_unused, missing_specs, photos_in_batches, prepare_photo


@task()
def make_renditions(photo_id: int) -> None:
    """Every size in which the photo is shown, and the ground it stands on; repeating makes nothing twice."""
    prepare_photo(photo_id=photo_id)


def tidy_photos() -> str:
    """A job of the clock: hands photos that lack a size to the worker, and deletes sizes that nothing shows."""
    asked = deleted = 0
    for batch in photos_in_batches():
        for photo in batch:
            if missing_specs(photo):
                make_renditions.enqueue(photo.pk)
                asked += 1
            deleted += forget_unused(photo)
    return f"{asked} photos to prepare, {deleted} unused sizes deleted" if asked or deleted else ""
