"""Settings are read strictly: a wrong value stops the start with its name and what is allowed."""

import os
import re
import secrets
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}
HOLD_SECRETS = {"SECRET_KEY", "DATABASE_URL", "CACHE_URL", "EMAIL_URL", "ELASTICSEARCH_URL", "ELASTICSEARCH_API_KEY"}


class Environment:
    """Reads named settings from a mapping of strings, refusing what cannot be meant."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values

    def refuse(self, name: str, allowed: str) -> ImproperlyConfigured:
        """The error to raise. It shows the value, except where that may hold a password."""
        shown = "" if name in HOLD_SECRETS else f"={self.values.get(name, '')!r}"
        return ImproperlyConfigured(f"{name}{shown} is refused: allowed is {allowed}.")

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, default).strip()

    def flag(self, name: str, default: bool = False) -> bool:
        word = self.values.get(name, str(int(default))).strip().lower()
        if word not in TRUE_WORDS | FALSE_WORDS:
            raise self.refuse(name, "1 or 0 (also true/false, yes/no, on/off)")
        return word in TRUE_WORDS

    def choice(self, name: str, default: str, allowed: Collection[str]) -> str:
        word = self.text(name) or default
        if word not in allowed:
            raise self.refuse(name, "one of " + ", ".join(allowed))
        return word

    def whole_number(self, name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
        word = self.text(name, str(default))
        if not word.isdecimal() or not least <= int(word) <= most:
            raise self.refuse(name, f"a whole number from {least} to {most}")
        return int(word)

    def hosts(self, name: str, default: list[str]) -> list[str]:
        if name not in self.values:
            return default
        hosts = [host.strip() for host in self.values[name].split(",") if host.strip()]
        if not hosts or any("/" in host or host == "*" or " " in host for host in hosts):
            raise self.refuse(name, "host names separated by commas, without scheme, path or '*'")
        return hosts

    def address(self, name: str, default: str) -> str:
        value = self.text(name, default).rstrip("/")
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query:
            raise self.refuse(name, "http(s)://host[:port] without a path")
        return value

    def folder(self, name: str, default: Path) -> Path:
        path = Path(self.text(name) or default)
        if not path.is_absolute():
            raise self.refuse(name, "an absolute folder")
        return path

    def url(self, name: str, default: str, parse: Callable[[str], dict], schemes: set[str]) -> dict:
        """A database, cache or mail address as Django's settings want it."""
        value = self.text(name) or default
        allowed = ", ".join(f"{scheme}://…" for scheme in sorted(schemes))
        if value.split(":", 1)[0] not in schemes:
            raise self.refuse(name, allowed)
        try:
            return dict(parse(value))
        except (ImproperlyConfigured, ValueError, KeyError):
            # Not chained: the parser's own message repeats the whole address.
            raise self.refuse(name, allowed) from None

    def database(self, name: str, default_file: Path) -> dict:
        """The database: a server's, or one SQLite file by its absolute path, never one in memory."""
        default = f"sqlite:///{quote(str(default_file))}"
        schemes = {"sqlite", "postgres", "postgresql"}
        database = self.url(name, default, environ.Env.db_url_config, schemes)
        if database["ENGINE"] != "django.db.backends.sqlite3":
            if not database["NAME"] or not database["HOST"]:
                raise self.refuse(name, "postgres://user:password@host:port/name")
        elif not Path(database["NAME"]).is_absolute():
            raise self.refuse(name, "sqlite:////the/file's/absolute/path")
        return database

    def elasticsearch(self) -> dict[str, Any]:
        """Where the search cluster is, if there is one: its nodes (none: the embedded engine alone), how it is
        spoken to, and the name its index goes by.
        """
        name = "ELASTICSEARCH_URL"
        urls = [url.strip().rstrip("/") for url in self.text(name).split(",") if url.strip()]
        for url in urls:
            parts = urlsplit(url)
            if parts.scheme not in {"http", "https"} or not parts.hostname or not parts.port or parts.path:
                raise self.refuse(name, "http(s)://host:port without a path, several separated by commas")
        index = self.text("ELASTICSEARCH_INDEX", "hang-nghe")
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,60}", index):
            raise self.refuse("ELASTICSEARCH_INDEX", "small letters, digits and hyphens")
        return {
            "urls": urls,
            "api_key": self.text("ELASTICSEARCH_API_KEY"),
            "ca_file": self.text("ELASTICSEARCH_CA_FILE"),
            "index": index,
            "replicas": self.whole_number("ELASTICSEARCH_REPLICAS", 0, most=5),
        }

    def secret_key(self, *, only_loopback: bool, folder: Path) -> str:
        """The signing key: given, or (for a site that only this machine can reach) made once and kept."""
        given = self.text("SECRET_KEY")
        if given:
            if len(given) < 32:
                raise self.refuse("SECRET_KEY", "at least 32 characters")
            return given
        if not only_loopback:
            raise ImproperlyConfigured(
                "SECRET_KEY is missing: a site with public ALLOWED_HOSTS needs one (at least 32 characters)."
            )
        return kept_secret(folder / "secret-key")


def kept_secret(file: Path) -> str:
    """The file's secret, made on first use. Processes that start together agree on the first one's."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, complete = tempfile.mkstemp(dir=file.parent)  # readable by its owner only
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(48))
        try:
            # A link appears whole or not at all, and refuses to replace another's.
            os.link(complete, file)
        except FileExistsError:
            return file.read_text().strip()
        finally:
            os.unlink(complete)
    return file.read_text().strip()


def read_environment(project_dir: Path, process: dict[str, str]) -> Environment:
    """The process's environment over the `.env` beside pyproject.toml."""
    return Environment({**read_dotenv(project_dir / ".env"), **process})


def read_dotenv(file: Path) -> dict[str, str]:
    """The file's settings by name; none where there is no file. The process's environment stays as it is."""

    class File(environ.Env):
        ENVIRON: dict[str, str] = {}

    if file.exists():
        File.read_env(str(file))
    return dict(File.ENVIRON)
