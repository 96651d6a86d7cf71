"""What `jiaokan diff` prints."""

from pathlib import Path

import pytest

from pipeline import cli
from pipeline.flow import Settings, refresh
from pipeline.report.difference import difference

OLD = "全国已有14个省份的117个统筹区开通跨省共济。\n"
NEW = "截至2025年3月,17个省份的146个统筹区开通跨省共济。\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(OLD, encoding="utf-8")
    refresh(Settings(source=tmp_path / "pages", folder=tmp_path / "data"))
    return tmp_path


def lines(place: Path, shown: int = 20) -> list[str]:
    return list(difference(place / "data", shown))


def test_a_first_run_has_no_differences(pages):
    assert lines(pages) == ["contradictions  no difference", "claims          no difference", "facts           no difference"]


def test_what_came_is_told_with_contradictions_first(pages):
    (pages / "pages" / "b.txt").write_text(NEW, encoding="utf-8")
    refresh(Settings(source=pages / "pages", folder=pages / "data"))
    told = lines(pages)
    assert told[:3] == ["contradictions  2 added", "claims          2 added", "facts           3 added"]
    assert told[4] == "contradictions"
    assert "outdated · coverage_provinces · cross_province_sharing: Coverage provinces" in told[5] + told[6]
    assert all(line.startswith("  + ") for line in told[5:7])
    assert any(line.endswith("count 17 province 「17个省份」") for line in told)
    assert any(line.endswith("coverage_provinces 17 「17个省份」") for line in told)


def test_what_went_is_told(pages):
    (pages / "pages" / "a.txt").write_text("全国已有14个省份。\n", encoding="utf-8")
    refresh(Settings(source=pages / "pages", folder=pages / "data"))
    assert any(line.startswith("  - ") and line.endswith("count 117 pooling_area 「117个统筹区」") for line in lines(pages))


def test_a_changed_row_shows_what_differs(pages):
    (pages / "pages" / "a.txt").write_text(OLD.replace("14", "15"), encoding="utf-8")
    refresh(Settings(source=pages / "pages", folder=pages / "data"))
    assert "  ~ a:4-9  text 14个省份 → 15个省份, value 14 province → 15 province, value_low 14.0 → 15.0, value_high 14.0 → 15.0" in [
        line for line in lines(pages) if line.startswith("  ~ a:4")
    ]


def test_long_lists_are_cut(pages):
    (pages / "pages" / "b.txt").write_text(NEW * 3, encoding="utf-8")
    refresh(Settings(source=pages / "pages", folder=pages / "data"))
    assert "  … and 8 more in changes.parquet (--show N shows N)" in lines(pages, 1)


def test_the_command_prints_it(pages, capsys):
    assert cli.main(["diff", str(pages / "data")]) == 0
    assert capsys.readouterr().out.startswith("contradictions  no difference\n")
    assert cli.main(["diff", str(pages / "none")]) == 2
    assert "changes.parquet is not there" in capsys.readouterr().err
