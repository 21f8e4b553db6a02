"""Work that happens after the response."""

from django_tasks import task

from .models import Photo
from .renditions import ALL_SPECS


@task()
def make_renditions(photo_id: int) -> None:
    """Every size in which the photo is shown; repeating makes none twice."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is not None:
        photo.get_renditions(*ALL_SPECS)
