"""The smallest Django site: what a request costs before anything is done. The measure that others are held against."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="signs nothing",  # noqa: S106
    LOGGING_CONFIG=None,
    MIDDLEWARE=[],
)


def hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello world")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
