"""A PostgreSQL to run on: the one that DATABASE_URL or PGHOST names, else one of our own under var/postgres.

`start` prints its DATABASE_URL, and nothing else, on stdout. `stop` ends our own, never another one.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

CI = Path(__file__).resolve().parent
HOME = CI.parent / "var" / "postgres"
DATA = HOME / "data"
PASSWORD = HOME / "password"
URL = HOME / "url"
OLDEST = 15
# initdb and the server refuse to run as root.
SERVER_USER = "postgres" if os.geteuid() == 0 else None


def main(deed: str) -> None:
    if deed == "start":
        print(named() or running() or start())
    elif deed == "stop" and (DATA / "postmaster.pid").exists():
        pg_ctl("stop", "--mode", "fast")


def named() -> str | None:
    """The server that the environment names. It must answer: using another would hide a mistake."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        if "PGHOST" not in os.environ:
            return None
        url = f"postgres:///{os.environ.get('PGDATABASE', 'postgres')}"
    connect(url)
    return url


def running() -> str | None:
    """Our own server, if an earlier start left it running."""
    try:
        url = URL.read_text()
        connect(url)
    except (FileNotFoundError, psycopg.OperationalError):
        return None
    return url


def connect(url: str) -> None:
    with psycopg.connect(url, connect_timeout=5) as connection:
        version = connection.info.server_version // 10000
    if version < OLDEST:
        sys.exit(f"PostgreSQL {OLDEST} or newer is needed; this one is {version}")


def start() -> str:
    """Start our own, made when there is none, on a port that is free now."""
    if not DATA.exists():
        make_cluster()
    port = free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
    pg_ctl("start", "--log", DATA.resolve() / "log", "--options", options)
    url = f"postgres://tracker:{PASSWORD.read_text()}@127.0.0.1:{port}/postgres"
    write_private(URL, url)
    connect(url)
    return url


def make_cluster() -> None:
    HOME.mkdir(parents=True, exist_ok=True)
    initdb = program("initdb")  # first, for it installs PostgreSQL and with it the server's user
    where = data_directory()
    write_private(PASSWORD, secrets.token_urlsafe(24))
    with tempfile.NamedTemporaryFile("w") as password:
        password.write(PASSWORD.read_text())
        password.flush()
        if SERVER_USER:
            shutil.chown(password.name, SERVER_USER)
        as_server(
            *(initdb, "--pgdata", where, "--username", "tracker", "--pwfile", password.name),
            *("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8"),
        )
    DATA.unlink(missing_ok=True)  # it may point to a folder of /tmp that is gone
    DATA.symlink_to(where)


def data_directory() -> Path:
    """Under var/postgres, or in /tmp where the server's user may not go there (a clone under /root)."""
    where = HOME / "cluster"
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir(mode=0o700)
    if not SERVER_USER:
        return where
    if as_server("test", "-x", HOME, check=False).returncode:
        where = Path(tempfile.mkdtemp(prefix="tracker-postgres-"))
    shutil.chown(where, SERVER_USER, SERVER_USER)
    return where


def pg_ctl(deed: str, *arguments: object) -> None:
    as_server(program("pg_ctl"), deed, "--wait", "--silent", "--pgdata", DATA.resolve(), *arguments)


def program(name: str) -> Path:
    """Of the newest PostgreSQL on this machine; Debian's is installed when there is none."""
    for _attempt in range(2):
        versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / name).exists()]
        if versions:
            return max(versions, key=lambda path: int(path.parent.name)) / name
        if found := shutil.which(name):
            return Path(found)
        subprocess.run([CI / "apt-install", "postgresql"], check=True)
    sys.exit(f"PostgreSQL was installed, but its {name} is nowhere to be found")


def as_server(*command: object, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    user = ["runuser", "-u", SERVER_USER, "--"] if SERVER_USER else []
    # What these programs say must not mix with the one line that `start` prints.
    return subprocess.run([*user, *map(str, command)], check=check, stdout=sys.stderr, cwd="/")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text)


if __name__ == "__main__":
    main(sys.argv[1])
