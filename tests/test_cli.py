"""The command: what it writes, what it prints, and how it says what is wrong."""

import os
import re
import signal
import subprocess
import sys
import termios
from pathlib import Path

import duckdb
import pytest

from pipeline import cli
from pipeline.kinds import MANUAL
from pipeline.tables import TABLES

ROOT = Path(__file__).parent.parent


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """A working folder with two pages in seeds/."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    for name, rate in (("a", 60), ("b", 70)):
        (tmp_path / "seeds" / f"{name}.txt").write_text(f"住院报销比例为{rate}%。\n", encoding="utf-8")
    return tmp_path


def jiaokan(capsys, *arguments):
    status = cli.main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_run_reads_seeds_and_writes_data(pages, capsys):
    status, out, err = jiaokan(capsys, "run")
    assert (status, err) == (0, "")
    assert sorted(path.stem for path in (pages / "data").glob("*.parquet")) == sorted(TABLES)
    assert re.search(r"^documents +2$", out, re.MULTILINE)


def test_run_takes_one_file_and_another_folder(pages, capsys):
    assert jiaokan(capsys, "run", "seeds/a.txt", "--out", "new/tables")[0] == 0
    status, out, _ = jiaokan(capsys, "summary", "new/tables")
    assert status == 0
    assert re.search(r"^documents +1$", out, re.MULTILINE)


def test_run_ends_well_when_files_are_rejected(pages, capsys):
    (pages / "seeds" / "scan.pdf").write_bytes(b"%PDF-1.7")
    status, out, _ = jiaokan(capsys, "run")
    assert status == 0
    assert "scan.pdf: unsupported: " in out


def test_run_says_that_old_tables_were_rebuilt(pages, capsys):
    jiaokan(capsys, "run")
    (pages / "data" / "facts.parquet").write_bytes(b"torn")
    status, _, err = jiaokan(capsys, "run")
    assert status == 0
    assert "facts.parquet cannot be read" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["run", "nowhere"], "no such file or folder: nowhere", id="missing input"),
        pytest.param(["run", "empty"], "the folder is empty", id="empty input folder"),
        pytest.param(["run", "--out", "seeds/a.txt"], "is a file", id="out is a file"),
        pytest.param(["run", "--out", "note.txt/below"], "cannot make the folder", id="out below a file"),
        pytest.param(["run", ".", "--out", "data"], "lies inside the input", id="out inside input"),
        pytest.param(["run", "--speed", "9"], "--speed", id="unknown option"),
        pytest.param(["walk"], "walk", id="unknown command"),
        pytest.param(["run", "a", "b"], "unexpected extra argument", id="too many arguments"),
        pytest.param(["run", "--max-bytes", "many"], "--max-bytes", id="no number"),
        pytest.param(["run", "--workers", "0"], "--workers", id="no workers"),
        pytest.param(["run", "--memory", "lots"], "'lots' is no size of 100MB or more", id="no size"),
        pytest.param(["run", "--memory", "9MB"], "'9MB' is no size of 100MB or more", id="too little memory"),
        pytest.param(["run", "--wait", "-1"], "--wait", id="a wait below nothing"),
        pytest.param(["report", "--out", "no/page.html"], "there is no folder no", id="report into no folder"),
        pytest.param(["export", "--format", "csv", "--out", "no/a.csv"], "there is no folder no", id="export into no folder"),
        pytest.param(["rules", "--tables", "empty"], "rules.parquet is not there", id="rules of no run"),
        pytest.param(["run", "--out"], "requires an argument", id="nothing after an option"),
        pytest.param(["rules", "--kind", "colour"], "colour", id="unknown kind"),
        pytest.param(["summary", "empty"], "documents.parquet is not there", id="no tables"),
    ],
)
def test_wrong_usage_is_one_line_on_standard_error(pages, capsys, arguments, said):
    (pages / "empty").mkdir()
    (pages / "note.txt").touch()
    status, out, err = jiaokan(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("jiaokan: ")
    assert said in err


def test_a_folder_that_cannot_be_written_is_said(pages, capsys, monkeypatch):
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != "locked" and access(path, mode))  # root may write everywhere
    status, _, err = jiaokan(capsys, "run", "--out", "locked")
    assert status == 2
    assert "cannot write into locked" in err


@pytest.mark.parametrize("arguments", [["report", "--out", "locked.html"], ["export", "--format", "xlsx", "--out", "locked.html"]])
def test_a_file_that_cannot_be_written_is_said(pages, capsys, monkeypatch, arguments):
    (pages / "locked.html").touch()
    access = os.access
    locked = ("locked.html", os.W_OK)
    monkeypatch.setattr(os, "access", lambda path, mode: (str(path), mode) != locked and access(path, mode))  # root may write everywhere
    status, _, err = jiaokan(capsys, *arguments)
    assert (status, err) == (2, "jiaokan: cannot write locked.html (choose another file with --out)\n")


def test_a_disk_that_fills_is_said_in_one_line(pages, capsys, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.cli.make.refresh", full)
    status, _, err = jiaokan(capsys, "run")
    assert (status, err) == (1, "jiaokan: [Errno 28] No space left on device\n")


def test_a_database_that_gives_up_is_said_in_one_line(pages, capsys, monkeypatch):
    def starved(_):
        raise duckdb.OutOfMemoryException("Out of Memory Error: could not allocate\n\nPossible solutions:\n* more")

    monkeypatch.setattr("pipeline.cli.make.refresh", starved)
    status, _, err = jiaokan(capsys, "run")
    assert (status, err.count("\n")) == (1, 1)
    assert "could not allocate" in err
    assert "--memory" in err


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["summary", "--help"], ["rules", "--help"], ["-h"], []])
def test_help_is_printed(capsys, arguments):
    status, out, err = jiaokan(capsys, *arguments)
    assert (status, err) == (0, "")
    assert out.startswith("Usage: jiaokan")


def test_help_shows_examples(capsys):
    assert "jiaokan run pages --out tables" in jiaokan(capsys, "--help")[1]
    assert "jiaokan run pages --out tables" in jiaokan(capsys, "run", "--help")[1]


def test_version_is_the_packages(capsys):
    assert jiaokan(capsys, "--version")[1] == f"jiaokan {cli.__version__}\n"


def test_rules_prints_the_manual_with_the_counts_of_the_last_run(pages, capsys):
    assert "last run" not in jiaokan(capsys, "rules")[1]
    jiaokan(capsys, "run")
    status, out, _ = jiaokan(capsys, "rules", "--kind", "percentage")
    assert status == 0
    assert re.search(r"^percentage\.sign\n(?:  .*\n)+  last run: fired 2,", out, re.MULTILINE)
    assert re.findall(r"^[a-z_]+\.", out, re.MULTILINE) == ["percentage."] * sum(rule.kind == "percentage" for rule in MANUAL)


def command(*arguments, **given):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-m", "pipeline", *arguments], env=environment, text=True, **given)


def test_a_reader_that_goes_away_is_no_error(pages):
    process = command("rules", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert (process.stderr.read(), process.wait(timeout=60)) == ("", 0)
    process.stderr.close()


def test_an_interrupt_ends_quietly_and_leaves_no_half_tables(pages, capsys, monkeypatch):
    def interrupted(_):
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr("pipeline.cli.make.refresh", interrupted)
    assert jiaokan(capsys, "run") == (130, "", "\n")  # the line that ^C stands on is ended
    assert list((pages / "data").iterdir()) == []


def test_progress_shows_on_a_terminal_only(pages):
    assert command("run", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE).communicate(timeout=60)[1] == ""
    master, terminal = os.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    process = command("run", stdout=subprocess.DEVNULL, stderr=terminal)
    os.close(terminal)
    shown = b""
    try:
        while piece := os.read(master, 4096):
            shown += piece
    except OSError:  # the terminal's other end is closed: the command has ended
        pass
    os.close(master)
    assert process.wait(timeout=60) == 0
    assert "100%" in shown.decode()  # a bar that knows how much there is to read
