"""Run the services of deploy/compose.yaml on this machine's PostgreSQL (Debian: apt-get install postgresql), without containers.

    .venv/bin/python tests/drills/postgres.py

The database, the packages of deploy/requirements.lock and the instance live in a folder that goes again. It waits until the sensor has made
the tables without a click, and says what stands in the database. Exits with 1 where something is wrong.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pyarrow.parquet as pq
import yaml

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
RUNS = "{ runsOrError(limit: 5) { ... on Runs { results { status jobName } } } }"
TABLES = "runs", "event_logs", "asset_keys", "asset_check_executions", "job_ticks", "instigators", "daemon_heartbeats"


def main() -> int:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        print("no PostgreSQL here: apt-get install postgresql", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as here:
        root = Path(here)
        root.chmod(0o755)
        database = Database(root / "database", programs[-1])
        services: list[subprocess.Popen] = []
        try:
            environment, ports = instance(root, database.address)
            services = start(root, environment, ports)
            return watch(root, database, ports["webserver"])
        finally:
            for service in services:
                os.killpg(service.pid, signal.SIGINT)
            for service in services:
                service.wait(30)
            database.stop()


class Database:
    """A PostgreSQL of its own; root may not run one, so it belongs to the user postgres then."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._as = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        self._folder, self._programs, self._port = folder, programs, free()
        folder.mkdir()
        if self._as:
            shutil.chown(folder, "postgres")
        self._run("initdb", "--pgdata", folder, "--username", "jiaokan", "--auth", "trust")
        self._run("pg_ctl", "--pgdata", folder, "--log", folder / "log", "--wait", "--options", f"-p {self._port} -k {folder}", "start")
        self._run("createdb", "--host", "127.0.0.1", "--port", self._port, "--username", "jiaokan", "jiaokan")
        self.address = f"jiaokan:none@127.0.0.1:{self._port}/jiaokan"

    def rows(self, query: str) -> str:
        return self._run("psql", "--tuples-only", "--no-align", f"postgresql://{self.address}", "--command", query).strip()

    def stop(self) -> None:
        self._run("pg_ctl", "--pgdata", self._folder, "--mode", "fast", "stop")

    def _run(self, program: str, *arguments: object) -> str:
        command = [*self._as, str(self._programs / program), *map(str, arguments)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{program}: {done.stdout}")
        return done.stdout


def free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def instance(root: Path, address: str) -> tuple[dict[str, str], dict[str, int]]:
    """The files of deploy/ for this machine, the packages of its lock, and the environment of the services."""
    ports = {"code": free(), "webserver": free()}
    home = root / "instance"
    home.mkdir()
    (home / "dagster.yaml").write_text((ROOT / "deploy/dagster.yaml").read_text(encoding="utf-8").replace("/instance", str(home)))
    workspace = (ROOT / "deploy/workspace.yaml").read_text(encoding="utf-8")
    (home / "workspace.yaml").write_text(workspace.replace("host: code", "host: 127.0.0.1").replace("4000", str(ports["code"])))
    install = [BIN / "uv", "pip", "install", "--quiet", "--python", sys.executable, "--target", root / "packages", "--no-deps"]
    subprocess.run([*install, "--require-hashes", "-r", ROOT / "deploy/requirements.lock"], check=True)
    shutil.copytree(ROOT / "seeds", root / "seeds")
    scheme = composed()["code"]["environment"]["DAGSTER_POSTGRES_URL"].partition("://")[0]
    return {
        **os.environ,
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "PYTHONPATH": f"{root / 'packages'}:{ROOT}",
        "DAGSTER_HOME": str(home),
        "DAGSTER_POSTGRES_URL": f"{scheme}://{address}",
        "JIAOKAN_INPUT": str(root / "seeds"),
        "JIAOKAN_OUT": str(root / "data"),
    }, ports


def composed() -> dict[str, dict]:
    return yaml.safe_load((ROOT / "deploy/compose.yaml").read_text(encoding="utf-8"))["services"]


def start(root: Path, environment: dict[str, str], ports: dict[str, int]) -> list[subprocess.Popen]:
    """The services as compose.yaml starts them, on this machine's ports."""
    here = {"/instance": str(root / "instance"), "0.0.0.0": "127.0.0.1", "4000": str(ports["code"]), "3000": str(ports["webserver"])}  # noqa: S104
    services = []
    for name in ("code", "daemon", "webserver"):
        command = composed()[name]["command"]
        for there, instead in here.items():
            command = [word.replace(there, instead) for word in command]
        print("$", *command, flush=True)
        log = (root / f"{name}.log").open("w")
        services.append(subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=log, start_new_session=True))
    return services


def watch(root: Path, database: Database, port: int) -> int:
    """Wait for the sensor's run, and say what is there."""
    began = time.monotonic()
    while time.monotonic() < began + 300:
        runs = asked(port)
        if any(run["status"] in ("SUCCESS", "FAILURE") for run in runs):
            break
        time.sleep(1)
    print(f"{time.monotonic() - began:.0f} s: runs {runs}", flush=True)
    if [run["status"] for run in runs] != ["SUCCESS"]:
        print(*(f"{path.name}:\n{path.read_text(encoding='utf-8')[-2000:]}" for path in root.glob("*.log")), sep="\n", file=sys.stderr)
        return 1
    for table in TABLES:
        print(f"{table:>24} {database.rows(f'select count(*) from {table}'):>6} rows")
    print(f"{'documents.parquet':>24} {pq.read_metadata(root / 'data/documents.parquet').num_rows:>6} rows")
    return 0


def asked(port: int) -> list[dict[str, str]]:
    request = Request(f"http://127.0.0.1:{port}/graphql", json.dumps({"query": RUNS}).encode(), {"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=30) as answer:  # noqa: S310
            return list(json.load(answer)["data"]["runsOrError"]["results"])
    except (URLError, OSError):
        return []


if __name__ == "__main__":
    sys.exit(main())
