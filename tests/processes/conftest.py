"""Two servers and a publisher, each a process of its own, on one database."""

import contextlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.db import connection

from tests.whole.tree import ROOT

START_SECONDS = 120


class Site(NamedTuple):
    """`servers` are addresses, `tell` has the publisher do something, `move_clock` moves the servers' day."""

    servers: tuple[str, str]
    tell: Callable[..., dict[str, Any]]
    move_clock: Callable[[int], object]


@pytest.fixture
def site_of_processes(transactional_db: Any, tmp_path: Path) -> Iterator[Site]:
    clock = tmp_path / "clock"
    clock.write_text("0")
    environment = {
        **os.environ,
        "DATABASE_URL": _address_of_database(tmp_path),
        "VAR_DIR": str(tmp_path / "var"),
        "MEDIA_ROOT": str(tmp_path / "media"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        "MOVED_CLOCK": str(clock),
        "LOG_LEVEL": "ERROR",
    }
    with contextlib.ExitStack() as processes:
        tell = processes.enter_context(_publisher(environment))
        _run(environment, "collectstatic", "--noinput", "--verbosity", "0")
        tell("prepare")
        servers = tuple(processes.enter_context(_server(environment, tmp_path)) for _number in range(2))
        yield Site(servers, tell, lambda days: clock.write_text(str(days)))


def _address_of_database(folder: Path) -> str:
    """This test's database; that of SQLite is in memory, so other processes get a copy as a file."""
    values = connection.settings_dict
    if connection.vendor != "sqlite":
        return f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
    connection.ensure_connection()
    file = folder / "db.sqlite3"
    with contextlib.closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
    return f"sqlite:///{file}"


def _run(environment: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, ROOT / "site" / "manage.py", *command], env=environment, check=True)


@contextlib.contextmanager
def _publisher(environment: dict[str, str]) -> Iterator[Callable[..., dict[str, Any]]]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "tests.processes.publisher"]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:

        def tell(act: str, **values: Any) -> dict[str, Any]:
            process.stdin.write(json.dumps({"act": act, **values}) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield tell
        process.stdin.close()


@contextlib.contextmanager
def _server(environment: dict[str, str], folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "warning"]
    command += ["tests.processes.moved_clock:application"]
    with subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{address}/vi/")
            yield address
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=60).close()  # noqa: S310 - our own servers
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return
