"""The rules as a table, and the hash of the rule set."""

from pathlib import Path

from pipeline import rulebook as module
from pipeline.kinds import MANUAL
from pipeline.rulebook import rule_set, rulebook

PIPELINE = Path(module.__file__).parent


def test_a_rule_counts_its_facts_its_lost_and_its_declined_matches():
    rows = {row["rule"]: row for row in rulebook({"percentage.sign": 2}, {"percentage.sign": 1}, {"percentage.sign": 3}).to_pylist()}
    sign = rows["percentage.sign"]
    assert (sign["kind"], sign["fired"], sign["overlapped"], sign["declined"]) == ("percentage", 2, 1, 3)
    assert sign["examples"] > 0
    assert sum(row["fired"] + row["overlapped"] + row["declined"] for row in rows.values()) == 6


def test_every_rule_is_in_the_book_once():
    rows = rulebook({}, {}, {})
    assert rows["rule"].to_pylist() == sorted(rule.id for rule in MANUAL)
    assert rows["about"].null_count == 0


def copied(tmp_path, monkeypatch):
    """The package's files in another folder, which rule_set then hashes."""
    for path in PIPELINE.rglob("*"):
        if path.suffix in {".py", ".csv"}:
            target = tmp_path / path.relative_to(PIPELINE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    return tmp_path


def test_the_hash_follows_rules_and_words_but_not_what_shows_them(tmp_path, monkeypatch):
    folder = copied(tmp_path, monkeypatch)

    def fresh():
        rule_set.cache_clear()
        return rule_set()

    try:
        first = fresh()
        for name in ("cli/make.py", "report/console.py", "engines/local.py", "assets.py"):
            (folder / name).write_text("changed", encoding="utf-8")
        (folder / "__pycache__").mkdir()
        (folder / "__pycache__" / "x.pyc").write_bytes(b"compiled")
        assert fresh() == first
        seen = {first}
        for name in ("kinds/percentage.py", "compare.py", "kinds/regions/__init__.py", "text.py"):
            (folder / name).write_text("changed", encoding="utf-8")
            seen.add(fresh())
        assert len(seen) == 5
    finally:
        rule_set.cache_clear()
