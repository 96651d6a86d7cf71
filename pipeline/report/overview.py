"""The overview of the report: sizes and plots, as HTML."""

from collections.abc import Mapping
from datetime import date
from html import escape

import regex

from pipeline.comparison.measures import POLICIES
from pipeline.kinds.regions.gazetteer import gazetteer
from pipeline.report.figures import SEVERITIES, TILES, Bar, Point, bars, tiles, timeline
from pipeline.report.gather import Database, Row, rows
from pipeline.report.words import words

GRAVE, MILD = 0.8, 0.5  # where severity is high, and below which it is low
POINTS = 60  # of one measure, those that most claims stand behind

_TILES = """
    SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM facts) AS facts,
        (SELECT count(*) FROM claims) AS claims, (SELECT count(*) FROM contradictions) AS contradictions,
        (SELECT count(*) FROM rejects WHERE stage NOT IN ('read', 'extract')) AS rejects,
        (SELECT count(*) FROM rejects WHERE stage IN ('read', 'extract')) AS unread
"""
_KINDS = "SELECT kind, count(*) AS n FROM facts GROUP BY kind ORDER BY n DESC, kind"
_FOUND = f"""
    SELECT kind, count(*) FILTER (WHERE severity >= {GRAVE}) AS high, count(*) FILTER (WHERE severity < {GRAVE} AND severity >= {MILD})
        AS middle, count(*) FILTER (WHERE severity < {MILD}) AS low FROM contradictions GROUP BY kind ORDER BY count(*) DESC, kind
"""
_COVERAGE = f"""
    SELECT * FROM (
        SELECT measure, coalesce(topic, '') AS series, value_low AS value, day, count(*) AS claims,
            min_by(struct_pack(doc_id, start, stop := "end"), (doc_id, start)) AS first,
            row_number() OVER (PARTITION BY measure ORDER BY count(*) DESC, coalesce(topic, ''), day, value_low) AS place
        FROM (SELECT *, coalesce(as_of_start, try_cast(published AS DATE)) AS day FROM claims)
        WHERE list_contains(?, measure) AND value_low IS NOT NULL GROUP BY measure, coalesce(topic, ''), value_low, day
    ) WHERE place <= {POINTS} ORDER BY measure, series, day, value
"""
_PLACES = "SELECT left(region, 2) || '0000' AS province, count(*) AS n FROM {} WHERE region IS NOT NULL GROUP BY 1"
_SUFFIX = regex.compile("(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")


def sizes(db: Database) -> Row:
    """How much there is of everything."""
    return rows(db, _TILES)[0]


def overview(db: Database) -> str:
    """The tiles and the plots."""
    return f'<div class="tiles">{_tiles(sizes(db))}</div><div class="plots">{"".join(_plots(db))}</div>'


def _tiles(counts: Mapping[str, int]) -> str:
    shown = {name: n for name, n in counts.items() if n or name != "unread"}
    return "".join(f'<div class="size"><b>{n:,}</b>{_word(f"tile.{name}")}</div>' for name, n in shown.items())


def _plots(db: Database) -> list[str]:
    kinds = [Bar(f"fact.{row['kind']}", [row["n"]]) for row in rows(db, _KINDS)]
    found = [
        Bar(f"contradiction.{row['kind']}", [row[name] for name in SEVERITIES], f"#contradictions?kind={row['kind']}")
        for row in rows(db, _FOUND)
    ]
    legend = "".join(f'<li class="key {name}">{_word(f"severity.{name}")}</li>' for name in SEVERITIES)
    claims, found_in = ({row["province"]: row["n"] for row in rows(db, _PLACES.format(table))} for table in ("claims", "contradictions"))
    names = {code: _SUFFIX.sub("", gazetteer().divisions[code].name) for code in TILES}
    return [
        _figure("plot.contradictions", f'<ul class="legend">{legend}</ul>{bars("plot.contradictions", found, SEVERITIES)}'),
        _figure("plot.kinds", bars("plot.kinds", kinds)),
        _figure("plot.coverage", *_coverage(db), note="plot.coverage_note"),
        _figure("plot.regions", tiles("plot.regions", claims, found_in, names), note="plot.regions_note"),
    ]


def _coverage(db: Database) -> list[str]:
    """One plot a measure whose counts grow."""
    grows = [measure for measure, policy in POLICIES.items() if policy.grows]
    points: dict[str, list[Point]] = {}
    for row in rows(db, _COVERAGE, [grows]):
        day: date | None = row["day"]
        first = row["first"]
        points.setdefault(row["measure"], []).append(
            Point(row["series"], row["value"], day, row["claims"], first["doc_id"], first["start"], first["stop"])
        )
    if not points:
        return [timeline("coverage_provinces", ())]
    return [f"<h3>{_word(f'measure.{measure}')}</h3>{timeline(measure, points[measure])}" for measure in grows if measure in points]


def _figure(title: str, *plots: str, note: str = "") -> str:
    told = f'<p class="note">{_word(note)}</p>' if note else ""
    return f"<figure><figcaption>{_word(title)}</figcaption>{''.join(plots)}{told}</figure>"


def _word(key: str) -> str:
    return f'<span data-t="{key}">{escape(words()[key][0])}</span>'
