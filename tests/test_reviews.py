"""Readers' marks: the file as people and the command write it, and what the tables and the summary make of it."""

from datetime import date

import pytest

from pipeline import cli
from pipeline.flow import Settings, refresh
from pipeline.model import Stage
from pipeline.report.console import summary
from pipeline.reviews import Mark, ReviewsError, read_reviews, record
from pipeline.stored import load, mark

HEADER = "contradiction_id,review,note,who,when,evidence\n"
NOTICE = "赣州市居民医保报销政策\n\n一、住院待遇\n2025年起,三级医院报销60%,二级医院报销70%。\n"
FORUM = "赣州医保问答\n\n居民医保住院:2025年三级医院报销55%。高血压患者门诊可报销50%。\n"
ELSEWHERE = "郑州市职工医保政策\n\n2025年起,三级医院住院报销比例为85%。\n"
COPY = "赣州医保答疑\n\n居民医保住院:2025年三级医院报销55%。\n"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A working folder with two pages in seeds/ that contradict each other once, and the tables of a run in data/."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "notice", NOTICE)
    write(tmp_path, "forum", FORUM)
    run(tmp_path)
    return tmp_path


def write(place, name, text):
    (place / "seeds").mkdir(exist_ok=True)
    (place / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")


def run(place):
    return refresh(Settings(source=place / "seeds", folder=place / "data", reviews=place / "reviews.csv"))


def found(place):
    """The only contradiction of the tables: its id and what is marked."""
    (row,) = load(place / "data", "contradictions").to_pylist()
    return row["contradiction_id"], row["review"], row["review_note"]


def the_id(place):
    return found(place)[0]


def told(place):
    """The lines of the summary on marks, contradictions and their number."""
    return [
        line
        for line in summary(place / "data")
        if line.startswith(("reviews:", "1. ", "No contradictions", "   confirmed", "   dismissed"))
    ]


def jiaokan(capsys, *arguments):
    status = cli.main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def given(place, text, encoding="utf-8"):
    path = place / "reviews.csv"
    path.write_bytes(text.encode(encoding))
    return path


# The file.


def test_a_row_is_a_mark_whatever_the_order_of_columns_and_the_spelling(tmp_path):
    path = given(tmp_path, 'review,who,contradiction_id\r\n Confirmed ,李,ab12\r\n\r\ndismissed,"Li, W.",cd34\r\n', "utf-8-sig")
    assert read_reviews(path).marks == {
        "ab12": Mark("ab12", "confirmed", who="李"),
        "cd34": Mark("cd34", "dismissed", who="Li, W."),
    }


def test_a_file_saved_by_a_chinese_spreadsheet_is_read(tmp_path):
    assert (
        read_reviews(given(tmp_path, HEADER + "ab12,dismissed,这是两个不同城市的报销比例,,,\n", "gb18030"))
        .marks["ab12"]
        .note.startswith("这是")
    )


@pytest.mark.parametrize("text", [None, "", HEADER])
def test_no_file_and_an_empty_one_hold_no_marks(tmp_path, text):
    path = tmp_path / "reviews.csv" if text is None else given(tmp_path, text)
    assert [len(part) for part in read_reviews(path)] == [0, 0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(HEADER + "ab,maybe,,,,\n", "line 2: 'maybe' is no review (write confirmed or dismissed)", id="unknown word"),
        pytest.param(HEADER + "ab,,,,,\n", "line 2: it has no review (write confirmed or dismissed)", id="no word"),
        pytest.param(HEADER + ",confirmed,,,,\n", "line 2: it names no contradiction_id", id="no id"),
        pytest.param(HEADER + "ok,confirmed\n\nok,dismissed\n", "line 4: it marks ok once more (one row each)", id="an id twice"),
        pytest.param(
            HEADER + 'ok,confirmed,"two\nlines",,,\nab,confirmed,see page 3, line 4,Li,,\n',
            "line 4: it has 7 cells below 6 columns (a note with a comma stands in quotes)",
            id="a comma in a note",
        ),
        pytest.param(
            HEADER + 'ok,confirmed\nab,confirmed,"open\n', "line 3: it is no CSV from here on (unexpected end of data)", id="open quote"
        ),
        pytest.param(
            "id,review\nab,confirmed\n",
            "line 1: it names no column contradiction_id (write contradiction_id,review,note,who,when,evidence)",
            id="no header",
        ),
    ],
)
def test_a_broken_line_is_left_aside_and_named(tmp_path, text, said):
    marks, faults = read_reviews(given(tmp_path, text))
    assert [(fault.source, fault.stage, fault.reason, fault.detail) for fault in faults] == [("reviews.csv", Stage.REVIEW, "review", said)]
    assert set(marks) == ({"ok"} if "ok" in text else set())


def test_a_file_that_is_no_text_and_a_folder_are_named(tmp_path):
    (tmp_path / "reviews.csv").write_bytes(b"PK\x03\x04\0\0")
    (tmp_path / "folder").mkdir()
    assert "zero bytes" in read_reviews(tmp_path / "reviews.csv").faults[0].detail
    assert "cannot be read" in read_reviews(tmp_path / "folder").faults[0].detail


def test_a_mark_is_written_in_its_place_and_the_rest_stays(tmp_path):
    path = given(tmp_path, 'review,contradiction_id,mine\r\nconfirmed,cc,x\r\ndismissed,aa,"1,2"\r\nconfirmed,bb,\r\n', "utf-8-sig")
    record(path, Mark("aa", "confirmed", "see page 3", "李", "2025-05-01", "q1"))
    record(path, Mark("dd", "dismissed", when="2025-05-02"))
    assert path.read_bytes().decode("utf-8") == (
        "\ufeffreview,contradiction_id,mine,note,who,when,evidence\r\n"
        "confirmed,cc,x\r\n"
        'confirmed,aa,"1,2",see page 3,李,2025-05-01,q1\r\n'
        "confirmed,bb,\r\n"
        "dismissed,dd,,,,2025-05-02,\r\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["reviews.csv"]


def test_a_broken_file_is_not_written_to(tmp_path):
    path = given(tmp_path, HEADER + "ab,maybe,,,,\n")
    with pytest.raises(ReviewsError, match=r"reviews\.csv: line 2: 'maybe' is no review"):
        record(path, Mark("cd", "confirmed"))
    assert path.read_text(encoding="utf-8") == HEADER + "ab,maybe,,,,\n"


def test_a_sign_that_the_files_encoding_lacks_makes_it_utf_8(tmp_path):
    path = given(tmp_path, HEADER + "ab12,dismissed,這是兩個不同城市的報銷比例並不互相矛盾,,,\n", "big5")
    record(path, Mark("cd34", "confirmed", "门诊"))
    assert read_reviews(path).marks["cd34"].note == "门诊"
    assert read_reviews(path).marks["ab12"].note.startswith("這是")


# The tables.


def test_marks_fill_the_columns_and_dismissed_ones_leave_the_summary(place):
    id_ = the_id(place)
    assert told(place)[0].startswith("1. value · reimbursement_rate · 赣州市")
    given(place, HEADER + f"{id_},confirmed,see the notice,,,\n")
    run(place)
    assert found(place) == (id_, "confirmed", "see the notice")
    assert [told(place)[0], told(place)[2]] == ["reviews: 1 confirmed", "   confirmed: see the notice"]
    given(place, HEADER + f"{id_},dismissed,,,,\n")
    run(place)
    assert found(place) == (id_, "dismissed", None)
    assert told(place) == ["reviews: 1 dismissed (hidden here)", "No contradictions but those dismissed."]


def test_a_mark_outlives_reruns_and_unrelated_documents(place, capsys):
    id_ = the_id(place)
    assert jiaokan(capsys, "review", id_, "dismissed")[0] == 0
    write(place, "elsewhere", ELSEWHERE)
    write(place, "aa", ELSEWHERE.replace("郑州", "洛阳"))
    run(place)
    assert found(place) == (id_, "dismissed", None)
    (place / "seeds" / "elsewhere.txt").unlink()
    write(place, "forum", "更新于2025年5月1日\n" + FORUM + "\n祝好。\n")  # the page changes, its quotes do not
    run(place)
    assert found(place) == (id_, "dismissed", None)


def test_a_dismissed_contradiction_comes_back_when_a_quote_changes_its_value(place, capsys):
    id_ = the_id(place)
    jiaokan(capsys, "review", id_, "dismissed")
    write(place, "forum", FORUM.replace("55%", "50%"))
    run(place)
    assert found(place)[0] != id_
    assert found(place)[1] is None
    assert told(place)[0] == "reviews: 1 on contradictions that are not here"
    write(place, "forum", FORUM)
    run(place)
    assert found(place)[1] == "dismissed"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda place: write(place, "copy", COPY), id="another page says so too"),
        pytest.param(lambda place: write(place, "forum", FORUM.replace("报销55%", "报销比例为55%")), id="other words for the same"),
        pytest.param(lambda place: (place / "seeds" / "forum.txt").rename(place / "seeds" / "post.txt"), id="another document"),
    ],
)
def test_a_mark_is_out_of_date_when_its_evidence_changes(place, capsys, change):
    id_ = the_id(place)
    jiaokan(capsys, "review", id_, "dismissed")
    change(place)
    run(place)
    assert found(place) == (id_, None, None)
    assert told(place)[0] == f"reviews: 1 out of date, as the evidence has changed ({id_})"
    assert told(place)[1].startswith("1. value")


def test_a_mark_without_evidence_holds_whatever_the_evidence(place):
    given(place, f"contradiction_id,review\n{the_id(place)},dismissed\n")
    write(place, "copy", COPY)
    run(place)
    assert found(place)[1] == "dismissed"


def test_broken_rows_are_noted_and_rejected_and_the_run_goes_on(place, capsys):
    given(place, HEADER + f"{the_id(place)},confirmed,,,,\nab,maybe,,,,\n")
    status, out, err = jiaokan(capsys, "run")
    assert (status, err) == (0, "reviews.csv: line 3: 'maybe' is no review (write confirmed or dismissed); left aside\n")
    assert "reviews: 1 confirmed\n" in out
    rejects = load(place / "data", "rejects").to_pylist()
    assert [(row["source"], row["reason"]) for row in rejects if row["stage"] == "review"] == [("reviews.csv", "review")]


def test_the_snapshot_follows_the_marks(place):
    before = mark(load(place / "data", "contradictions"), "snapshot")
    given(place, HEADER + "elsewhere,dismissed,,,,\n")
    run(place)
    assert mark(load(place / "data", "contradictions"), "snapshot") == before
    given(place, HEADER + f"{the_id(place)},dismissed,,,,\n")
    run(place)
    assert mark(load(place / "data", "contradictions"), "snapshot") != before


# The command.


def test_review_writes_a_row_with_the_day_and_the_evidence(place, capsys, monkeypatch):
    class Day:
        @staticmethod
        def today():
            return date(2025, 5, 1)

    monkeypatch.setattr("pipeline.cli.look.date", Day)
    id_ = the_id(place)
    given(place, HEADER + "ab12,confirmed,,,,\n")
    status, out, err = jiaokan(capsys, "review", id_[:5], "dismissed", "--note", "another year, see the notice", "--who", "李")
    assert (status, out, err) == (0, f"{id_} is dismissed in reviews.csv; the next run takes it into the tables\n", "")
    *rows, last = (place / "reviews.csv").read_text(encoding="utf-8").splitlines()
    assert rows == [HEADER.strip(), "ab12,confirmed,,,,"]
    assert last.startswith(f'{id_},dismissed,"another year, see the notice",李,2025-05-01,q')
    jiaokan(capsys, "review", id_, "confirmed", "--who", "王")
    assert (
        (place / "reviews.csv")
        .read_text(encoding="utf-8")
        .splitlines()[-1]
        .startswith(f'{id_},confirmed,"another year, see the notice",王,2025-05-01,q')
    )


def test_the_summary_knows_marks_that_were_made_since_the_run(place, capsys):
    jiaokan(capsys, "review", the_id(place), "dismissed")
    assert jiaokan(capsys, "summary")[1].endswith("\n\nreviews: 1 dismissed (hidden here)\n\nNo contradictions but those dismissed.\n")
    (place / "reviews.csv").rename(place / "others.csv")
    assert "reviews:" not in jiaokan(capsys, "summary")[1]
    assert "reviews: 1 dismissed" in jiaokan(capsys, "summary", "--reviews", "others.csv")[1]
    assert "reviews: 1 dismissed" in jiaokan(capsys, "run", "--reviews", "others.csv")[1]
    assert "reviews: 1 dismissed" in jiaokan(capsys, "summary")[1]  # no file here: the tables' own marks


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["ffffffffffff", "confirmed"], "no contradiction has the id ffffffffffff (", id="unknown id"),
        pytest.param(["ID", "maybe"], "'maybe' is not one of 'confirmed', 'dismissed' (see jiaokan review --help)", id="unknown word"),
        pytest.param(["ID"], "Choose from: confirmed, dismissed (see jiaokan review --help)", id="no word"),
        pytest.param(
            ["ID", "confirmed", "--reviews", "no/where.csv"], "no/where.csv: there is no folder no (make it first)", id="no folder"
        ),
        pytest.param(["ID", "confirmed", "--tables", "none"], "none/contradictions.parquet is not there", id="no tables"),
        pytest.param(["ID", "confirmed", "--reviews", "broken.csv"], "broken.csv: line 2: 'maybe' is no review", id="broken file"),
    ],
)
def test_what_review_cannot_do_is_said_in_one_line(place, capsys, arguments, said):
    (place / "broken.csv").write_text(HEADER + "ab,maybe,,,,\n", encoding="utf-8")
    status, out, err = jiaokan(capsys, "review", *(the_id(place) if word == "ID" else word for word in arguments))
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("jiaokan: ")
    assert said in err
    assert not (place / "reviews.csv").exists()
