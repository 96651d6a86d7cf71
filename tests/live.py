"""The Dagster UI and its daemons, running as `make ui` starts them, on a copy of the seeds."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).parent.parent
LINKED = ("Makefile", "pipeline", "pyproject.toml", "requirements.lock", ".venv", "README.md")
ENDED = {"SUCCESS", "FAILURE", "CANCELED"}
RUNS = "{ runsOrError(limit: 50) { ... on Runs { results { runId status jobName tags { key value } } } } }"

SCHEDULES = """{ schedulesOrError(repositorySelector: {repositoryLocationName: "jiaokan", repositoryName: "__repository__"}) {
    ... on Schedules { results { id name } } } }"""


class Live:
    """A house of its own in a folder: the program linked, the seeds copied, the instance of dagster.yaml, `make ui` on a free port."""

    def __init__(self, home: Path) -> None:
        self.home, self.seeds, self.data, self.log = home, home / "seeds", home / "data", home / "log.txt"
        for name in LINKED:
            (home / name).symlink_to(ROOT / name)
        shutil.copy(ROOT / "dagster.yaml", home)
        shutil.copytree(ROOT / "seeds", self.seeds)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("DAGSTER", "JIAOKAN"))}
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                ["make", "--assume-old=.venv/.installed", "ui", f"PORT={self.port}"],  # noqa: S607
                cwd=self.home,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.until(self._answers, 300)
        (schedule,) = self.ask(SCHEDULES)["schedulesOrError"]["results"]
        self.ask(f'mutation {{ stopRunningSchedule(id: "{schedule["id"]}") {{ __typename }} }}')  # a night may fall during a test

    def stop(self) -> None:
        """End it as Ctrl-C does; what is left after a while is killed."""
        os.killpg(self._process.pid, signal.SIGINT)
        try:
            self._process.wait(120)  # on a busy machine the daemon takes long to end
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def ask(self, query: str) -> dict:
        """What GraphQL answers."""
        request = Request(f"{self.url}/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"})  # noqa: S310
        with urlopen(request, timeout=60) as answer:  # noqa: S310
            said = json.load(answer)
        assert "errors" not in said, said["errors"]
        return said["data"]

    def runs(self) -> list[dict]:
        """All runs, the latest first, each with its tags as a mapping."""
        runs = self.ask(RUNS)["runsOrError"]["results"]
        return [{**run, "tags": {tag["key"]: tag["value"] for tag in run["tags"]}} for run in runs]

    def settled(self, after: int = 0, within: float = 300) -> list[dict]:
        """The runs, once there are more than `after` and all have ended."""
        return self.until(
            lambda: (runs := self.runs()) and len(runs) > after and all(run["status"] in ENDED for run in runs) and runs, within
        )

    def until(self, found: Callable, within: float):
        end = time.monotonic() + within
        while time.monotonic() < end:
            if result := found():
                return result
            if self._process.poll() is not None:
                break
            time.sleep(0.5)
        raise AssertionError(f"not within {within} s; the log ends:\n{self.log.read_text(encoding='utf-8')[-3000:]}")

    def _answers(self) -> bool:
        try:
            return "errors" not in self.ask("{ version repositoriesOrError { ... on RepositoryConnection { nodes { name } } } }")
        except (URLError, OSError, AssertionError):
            return False
