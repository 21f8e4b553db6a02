"""Settings: what is accepted, what is refused, and that a refusal names the setting."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import Environment, read_environment

from .tree import ROOT

LONG_ENOUGH = "x" * 32


def start(folder: Path, **values: str) -> subprocess.CompletedProcess[str]:
    """Load the settings as a new process with only these values in its environment."""
    command = (
        "from django.conf import settings as s;"
        "print(s.DATABASES['default']['ENGINE'], s.CACHES['default']['BACKEND'], s.EMAIL_BACKEND,"
        " s.SESSION_COOKIE_SECURE)"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(folder / "var"),
        **values,
    }
    return subprocess.run([sys.executable, "-c", command], env=environment, capture_output=True, text=True, check=False)


def test_a_laptop_needs_no_setting_at_all(tmp_path):
    outcome = start(tmp_path)
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.split() == [
        "django.db.backends.sqlite3",
        "django.core.cache.backends.db.DatabaseCache",
        "django.core.mail.backends.console.EmailBackend",
        "False",
    ]


def test_a_server_is_set_up_by_addresses(tmp_path):
    outcome = start(
        tmp_path,
        ALLOWED_HOSTS="congthuong.example.vn",
        BASE_URL="https://congthuong.example.vn",
        SECRET_KEY=LONG_ENOUGH,
        DATABASE_URL="postgres://site:secret@127.0.0.1:5432/site",
        CACHE_URL="redis://127.0.0.1:6379/1",
        EMAIL_URL="smtp+tls://user:secret@mail.example.vn:587",
    )
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.split() == [
        "django.db.backends.postgresql",
        "django.core.cache.backends.redis.RedisCache",
        "django.core.mail.backends.smtp.EmailBackend",
        "True",
    ]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"DEBUG": "perhaps"}, "DEBUG='perhaps' is refused: allowed is 1 or 0"),
        ({"ALLOWED_HOSTS": "*", "SECRET_KEY": LONG_ENOUGH}, "ALLOWED_HOSTS='*' is refused"),
        ({"ALLOWED_HOSTS": "https://example.vn", "SECRET_KEY": LONG_ENOUGH}, "without scheme"),
        ({"BASE_URL": "example.vn"}, "BASE_URL='example.vn' is refused"),
        ({"BASE_URL": "https://example.vn/danh-muc"}, "without a path"),
        ({"DATABASE_URL": "mysql://127.0.0.1/site"}, "DATABASE_URL is refused: allowed is postgres"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL is refused"),
        ({"DATABASE_URL": "sqlite:///beside.sqlite3"}, "absolute/path"),
        ({"DATABASE_URL": "postgres://127.0.0.1"}, "host:port/name"),
        ({"CACHE_URL": "memcache://127.0.0.1"}, "CACHE_URL is refused: allowed is dbcache://"),
        ({"EMAIL_URL": "pigeon://loft"}, "EMAIL_URL is refused"),
        ({"VAR_DIR": "var"}, "VAR_DIR='var' is refused: allowed is an absolute folder"),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES='-1' is refused: allowed is a whole number from 0 to 5"),
        ({"TRUSTED_PROXIES": "9"}, "from 0 to 5"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL='LOUD' is refused: allowed is one of DEBUG, INFO"),
        ({"ALLOWED_HOSTS": "example.vn"}, "SECRET_KEY is missing"),
        ({"ALLOWED_HOSTS": "example.vn", "SECRET_KEY": "short"}, "at least 32 characters"),
        ({"ALLOWED_HOSTS": "example.vn", "SECRET_KEY": LONG_ENOUGH, "DEBUG": "1"}, "DEBUG='1' is refused"),
    ],
)
def test_a_wrong_value_stops_the_start_by_name(tmp_path, values, words):
    outcome = start(tmp_path, **values)
    assert outcome.returncode != 0
    assert words in outcome.stderr


@pytest.mark.parametrize(
    "values",
    [
        {"DATABASE_URL": "postgres://site:t0psecret@127.0.0.1"},
        {"DATABASE_URL": "oracle://site:t0psecret@127.0.0.1/site"},
        {"EMAIL_URL": "pop://user:t0psecret@mail.example.vn"},
        {"SECRET_KEY": "t0psecret"},
    ],
)
def test_a_refusal_never_shows_a_password(tmp_path, values):
    outcome = start(tmp_path, **values)
    assert outcome.returncode != 0
    assert "t0psecret" not in outcome.stderr


def test_a_laptops_key_is_made_once_and_readable_by_its_owner_only(tmp_path):
    first = Environment({}).secret_key(only_loopback=True, folder=tmp_path / "var")
    second = Environment({}).secret_key(only_loopback=True, folder=tmp_path / "var")
    assert first == second and len(first) >= 32
    assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["secret-key"]


def test_processes_that_start_together_agree_on_the_key(tmp_path):
    command = (
        "import sys; from pathlib import Path; from config.settings.environment import kept_secret;"
        "print(kept_secret(Path(sys.argv[1])))"
    )
    path = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", command, str(tmp_path / "secret-key")],
            env={**os.environ, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    assert len({process.communicate()[0] for process in processes}) == 1


def test_the_process_wins_over_the_file(tmp_path):
    (tmp_path / ".env").write_text("BASE_URL=https://file.example.vn\nTRUSTED_PROXIES=1\n")
    before = dict(os.environ)
    environment = read_environment(tmp_path, {"BASE_URL": "https://process.example.vn"})
    assert environment.address("BASE_URL", "http://127.0.0.1") == "https://process.example.vn"
    assert environment.whole_number("TRUSTED_PROXIES", 0) == 1
    assert dict(os.environ) == before


@pytest.mark.parametrize("word", ["1", "true", "YES", " on "])
def test_yes_has_four_words(word):
    assert Environment({"DEBUG": word}).flag("DEBUG") is True


@pytest.mark.parametrize("word", ["0", "False", "no", "OFF", ""])
def test_no_has_five(word):
    assert Environment({"DEBUG": word}).flag("DEBUG", default=True) is False


@pytest.mark.parametrize("folder", ["with blank", "with#hash", "with+plus", "with%41percent", "tiếng Việt"])
def test_any_folder_can_hold_the_database(tmp_path, folder):
    file = tmp_path / folder / "db.sqlite3"
    assert Environment({}).database("DATABASE_URL", default_file=file)["NAME"] == str(file)


def test_an_empty_list_of_hosts_is_refused():
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS"):
        Environment({"ALLOWED_HOSTS": " , "}).hosts("ALLOWED_HOSTS", default=[])


def test_every_setting_is_in_the_readme_and_the_example():
    source = (ROOT / "site" / "config" / "settings" / "__init__.py").read_text()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    names = set(re.findall(r"environment\.\w+\(\s*\"([A-Z_0-9]+)\"", source)) | {"SECRET_KEY"}
    assert {name for name in names if f"`{name}`" not in readme or f"{name}=" not in example} == set()
