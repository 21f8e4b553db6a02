"""Servers to measure, and the measuring: granian, nginx with the project's own settings, wrk."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 90


class Load(NamedTuple):
    """What wrk says: answers a second, their median and 99th percentile in ms, and how many were no success."""

    rate: float
    median: float
    slowest: float
    failed: int


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def granian(application: str, *, threads: int = 1, workers: int = 1, **environment: str) -> Iterator[str]:
    """The address of a server of `application`, as ops/demo.sh runs it."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", str(threads), "--no-ws", "--log-level", "error"]
    path = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
    values = {**os.environ, "PYTHONPATH": path, **environment}
    process = subprocess.Popen([*command, application], cwd=ROOT, env=values, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


@contextlib.contextmanager
def nginx(behind: str, folder: Path) -> Iterator[str]:
    """The address of nginx in front of `behind`, with ops/nginx.conf: only names, ports and folders are filled in."""
    port, server = free_port(), behind.removeprefix("http://")
    written = (ROOT / "ops" / "nginx.conf").read_text(encoding="utf-8")
    public = written[: written.index("server {\n    listen 80;")] + written[written.index("server {\n    listen 443") :]
    for pattern, value in (
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        (r" *listen \[::\]:443 ssl http2;\n", ""),
        (r" *ssl_.*;\n", ""),
        (r"server 127\.0\.0\.1:8000;", f"server {server};"),
        (r"/var/cache/nginx/catalogue", str(folder / "nginx-cache")),
        (r"server_name [^;]+;", "server_name 127.0.0.1;"),
    ):
        public = re.sub(pattern, value, public)
    settings = folder / "nginx.conf"
    logs = f"error_log {folder}/nginx.log; pid {folder}/nginx.pid; worker_processes 1; daemon off;"
    logs += " user root;" if os.geteuid() == 0 else ""
    temporary = "".join(
        f"{kind}_temp_path {folder}/nginx-{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    settings.write_text(f"{logs}\nevents {{}}\nhttp {{\naccess_log off; {temporary}\n{public}\n}}\n", encoding="utf-8")
    process = subprocess.Popen([shutil.which("nginx") or "/usr/sbin/nginx", "-c", settings])
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def wait_for(address: str) -> None:
    """Until something answers there, whatever it says."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=60).close()  # noqa: S310 - our own server
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def wrk(address: str, *, connections: int, seconds: float, encoding: str = "br") -> Load:
    """Ask for one address for some seconds."""
    command = ["wrk", "--latency", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "--timeout", "30s"]
    headers = ["-H", f"Accept-Encoding: {encoding}"]
    said = subprocess.run([*command, *headers, address], capture_output=True, text=True, check=True).stdout
    failed = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said)))
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    return Load(float(found.group(1)) if found else 0.0, _share(said, 50), _share(said, 99), failed)


def _share(said: str, share: int) -> float:
    """Milliseconds within which this share of the answers came."""
    found = re.search(rf"{share}%\s+([\d.]+)(us|ms|s)", said)
    return float(found.group(1)) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found.group(2)] if found else 0.0
