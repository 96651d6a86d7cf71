"""Kill a run ten times, each at a random moment: what is on disk after each is whole and of one run, and the next run is right.

    .venv/bin/python tests/drills/kill.py [--dagster] [--times 10] [--seed 0]

With --dagster the runs are those of `dagster asset materialize`, otherwise of `jiaokan run`. Exits with 1 where something is wrong.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.audit import CHECKS, find
from pipeline.stored import connect, files, mark, schema_of
from pipeline.tables import TABLES

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
COPIES = 10  # of each seed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dagster", action="store_true")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as here:
        house = House(Path(here), asked.dagster)
        house.run()
        house.change(0, chance)
        took = house.run()
        print(f"{len(house.pages)} documents, an undisturbed run for a change takes {took:.1f} s", flush=True)
        faults = [fault for n in range(1, asked.times + 1) for fault in house.disturbed(n, chance, took)]
    print("\n".join(faults) or f"{asked.times} runs killed: no half table, every next run right")
    return 1 if faults else 0


class House:
    """Documents, tables, and the runs that make the one of the other."""

    def __init__(self, root: Path, dagster: bool) -> None:
        self.seeds, self.data, self.fresh, self.home = (root / name for name in ("seeds", "data", "fresh", "home"))
        self.seeds.mkdir()
        self.home.mkdir()
        shutil.copy(ROOT / "dagster.yaml", self.home)
        self._dagster = dagster
        for path in sorted((ROOT / "seeds").glob("*.txt")):
            for n in range(COPIES):
                shutil.copy(path, self.seeds / f"{path.stem}_{n}.txt")

    @property
    def pages(self) -> list[Path]:
        return sorted(self.seeds.iterdir())

    def run(self, kill_after: float | None = None, out: Path | None = None) -> float:
        """A run, killed with all its processes after a while; how long it took."""
        out = out or self.data
        command = [BIN / "jiaokan", "run", self.seeds, "--out", out, "--show", "0"]
        if self._dagster and out == self.data:
            command = [BIN / "dagster", "asset", "materialize", "--select", "*", "-m", "pipeline.definitions"]
        environment = {**os.environ, "JIAOKAN_INPUT": str(self.seeds), "JIAOKAN_OUT": str(out), "DAGSTER_HOME": str(self.home)}
        began = time.monotonic()
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(kill_after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return time.monotonic() - began
        if process.returncode:
            raise SystemExit(f"a run that nobody killed ended with {process.returncode}: {command}")
        return time.monotonic() - began

    def disturbed(self, n: int, chance: random.Random, took: float) -> list[str]:
        """Kill the run for some changed documents, look at what is there, run again, and compare with tables made anew."""
        before = self.snapshots()
        self.change(n, chance)
        after = self.run(kill_after=chance.uniform(0, took))
        told = self.snapshots()
        faults = self.broken()
        if len(told) != 1:
            faults.append(f"tables of {len(told)} runs")
        self.run()
        faults += [f"next run: {fault}" for fault in self.broken()]
        shutil.rmtree(self.fresh, ignore_errors=True)
        self.run(out=self.fresh)
        faults += [f"next run: {name} differs from tables made anew" for name in TABLES if name != "changes" and not self.same(name)]
        print(
            f"{n}: killed after {after:.2f} s, tables of {'the last run' if told == before else 'the new run'}, {len(faults)} faults",
            flush=True,
        )
        return [f"{n}: {fault}" for fault in faults]

    def change(self, n: int, chance: random.Random) -> None:
        for path in chance.sample(self.pages, 10):
            path.write_text(
                path.read_text(encoding="utf-8") + f"\n{2000 + n}年起，住院报销比例为{chance.randrange(50, 99)}%。\n", encoding="utf-8"
            )
        chance.choice(self.pages).rename(self.seeds / f"renamed_{n}.txt")

    def snapshots(self) -> set[str]:
        return {mark(schema_of(self.data, name), "snapshot") for name in TABLES}

    def broken(self) -> list[str]:
        """The checks of errors that do not hold."""
        with connect(self.data) as tables:
            tables.execute("SET preserve_insertion_order = true")
            return [f"{check.table} {check.name}" for check in CHECKS if check.grave and find(check, tables, 1).total]

    def same(self, name: str) -> bool:
        made, anew = ([path.read_bytes() for path in files(folder, name)] for folder in (self.data, self.fresh))
        return made == anew


if __name__ == "__main__":
    sys.exit(main())
