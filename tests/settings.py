"""The site's own settings, with everything it writes in a folder that goes when the tests end.

The environment is set before the settings are read, so every path that is derived from VAR_DIR
(database, search index, private files) follows. Each xdist worker is a process with a folder of its
own inside the first process's, which is the one that cleans up.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "PYTEST_XDIST_WORKER" in os.environ:
    _folder = Path(os.environ["TESTS_FOLDER"]) / os.environ["PYTEST_XDIST_WORKER"]
    _folder.mkdir(exist_ok=True)
else:
    _folder = Path(tempfile.mkdtemp(prefix="hang-nghe-tests-"))
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    os.environ["TESTS_FOLDER"] = str(_folder)

os.environ.setdefault("DATABASE_URL", f"sqlite:///{_folder / 'db.sqlite3'}")
os.environ.update(
    VAR_DIR=str(_folder / "var"),
    MEDIA_ROOT=str(_folder / "media"),
    SECRET_KEY="a key for tests only, it signs nothing that is kept",
    BASE_URL="http://127.0.0.1:8000",
    ALLOWED_HOSTS="localhost,127.0.0.1",
    DEBUG="0",
    TRUSTED_PROXIES="0",
    CACHE_URL="dbcache://cache_entries",
    EMAIL_URL="memorymail://",
    LOG_LEVEL="WARNING",
)

from config.settings import *  # noqa: E402,F403
from config.settings import STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Unhashed names: a test must not need collectstatic first.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Tests write what was counted themselves, inside their own transaction.
VIEWS_WRITTEN_EVERY = 3600
# One round: tests sign in thousands of times and guard nothing with these passwords.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
