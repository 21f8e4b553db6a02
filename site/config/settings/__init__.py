"""One settings module for every place it runs; what differs comes from the environment (DESIGN §1)."""

import os
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from .environment import LOOPBACK_HOSTS, read_environment
from .private_models import PRIVATE_MODELS, PUBLIC_MODELS  # noqa: F401 - settings of common.stamp
from .public_pages import (  # noqa: F401 - of common.page_cache and common.middleware
    PUBLIC_PARAMETERS,
    PUBLIC_VIEWS,
    SAME_IN_EVERY_LANGUAGE,
    TRACING_PARAMETERS,
)

PROJECT_DIR = Path(__file__).resolve().parents[3]
SITE_DIR = PROJECT_DIR / "site"

environment = read_environment(PROJECT_DIR, dict(os.environ))

# Where it runs
DEBUG = environment.flag("DEBUG", default=False)
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", default=sorted(LOOPBACK_HOSTS))
ONLY_LOOPBACK = set(ALLOWED_HOSTS) <= LOOPBACK_HOSTS
BASE_URL = environment.address("BASE_URL", default="http://127.0.0.1:8000")
# Whether search engines may list it; a rehearsal site says 0.
IS_PUBLIC = environment.flag("IS_PUBLIC", default=True)
VAR_DIR = environment.folder("VAR_DIR", default=PROJECT_DIR / "var")
SECRET_KEY = environment.secret_key(only_loopback=ONLY_LOOPBACK, folder=VAR_DIR)
if DEBUG and not ONLY_LOOPBACK:
    raise environment.refuse("DEBUG", "0 where ALLOWED_HOSTS names more than this machine")

INSTALLED_APPS = [
    "office",
    "workspace",
    "inquiries",
    "pages",
    "search",
    "fairs",
    "products",
    "products.plates.apps.PlatesConfig",
    "producers",
    "accounts",
    "places",
    "common",
    "common.stamp.apps.StampConfig",
    "common.visits.apps.VisitsConfig",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "office.people.apps.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.locales",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_cotton",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "common.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "common.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "common.middleware.LocaleMiddleware",
    "office.middleware.OfficeLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "common.middleware.GoneMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "common.context_processors.site",
                "pages.context_processors.site_links",
            ],
        },
    }
]
COTTON_ISOLATE_BY_DEFAULT = True

# Data
DATABASES = {
    "default": {
        **environment.database("DATABASE_URL", default_file=VAR_DIR / "db.sqlite3"),
        # A thread keeps its connection: to open one costs more than a page of the cache.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    },
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        # Readers never wait for a writer; a writer takes its lock at BEGIN, so none fails half-way.
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": environment.url(
        "CACHE_URL",
        "dbcache://cache_entries",
        environ.Env.cache_url_config,
        {"dbcache", "locmemcache", "rediscache", "redis"},
    ),
}
if CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
    # Beyond Django's 300 the oldest are thrown out, and with them how often somebody tried.
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 50_000}
# What each process may keep of public pages, in megabytes; 0 turns that off.
PAGE_CACHE_BYTES = environment.whole_number("PAGE_CACHE_MB", 64, most=4096) * 2**20
# The search's cluster; without one each host's own index answers.
ELASTICSEARCH = environment.elasticsearch()
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAILADMIN_USER_LOGIN_FORM = "office.people.forms.StaffSignInForm"

# Language and time
LANGUAGE_CODE = "vi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [PROJECT_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = USE_TZ = USE_THOUSAND_SEPARATOR = True
NUMBER_GROUPING = 3

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = environment.folder("MEDIA_ROOT", default=PROJECT_DIR / "media")
PRIVATE_ROOT = VAR_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# Mail
_email = environment.url(
    "EMAIL_URL",
    "consolemail://",
    environ.Env.email_url_config,
    {"consolemail", "memorymail", "dummymail", "smtp", "smtps", "smtp+tls", "smtp+ssl"},
)
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email.get("EMAIL_HOST", "localhost")
EMAIL_PORT = _email.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _email.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "khuyencong@localhost")

# Wagtail
WAGTAIL_SITE_NAME = "Hàng nghề"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILIMAGES_IMAGE_MODEL = "common.Photo"
WAGTAILIMAGES_IMAGE_FORM_BASE = "common.forms.PhotoForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "office.papers.PaperForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
# Measured: docs/decisions/0013-pictures.md.
WAGTAILIMAGES_AVIF_QUALITY, WAGTAILIMAGES_WEBP_QUALITY, WAGTAILIMAGES_JPEG_QUALITY = 45, 72, 76
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "png", "jpg", "jpeg", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # our own inbox says what waits; no mail inside a transaction
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
TAGGIT_CASE_INSENSITIVE = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Views of records wait so many seconds for being written together (common.visits).
VIEWS_WRITTEN_EVERY = 3

# Safety
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows previews in a frame
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
# Who has one of these is answered afresh: signed in, filling in a form, being told something, previewing.
PRIVATE_COOKIES = frozenset({"sessionid", "csrftoken", "messages", "django_language"})
SECURE_SSL_REDIRECT = False  # the proxy in front redirects; see ops/nginx.conf
if BASE_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
CSRF_FAILURE_VIEW = "common.failures.csrf_failure"
# Off takes the service worker back from every browser that has it (docs/runbook.md).
OFFLINE_PAGE = environment.flag("OFFLINE_PAGE", default=True)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# How many proxies of ours stand in front, for the visitor's address (0: take the connection's own).
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", 0, most=5)
NOT_USED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in NOT_USED)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}
# Three inline scripts and the inline styles of Wagtail's own admin (DESIGN §9).
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
}

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": environment.choice("LOG_LEVEL", "INFO", LOG_LEVELS)},
    # It tells each table of each font that goes into a PDF.
    "loggers": {"fontTools": {"level": "WARNING"}},
}
