"""A flattened table of ten rows gives every cell its right scope, whatever parts its cells."""

import pytest

from pipeline.extract import extract
from pipeline.model import Document

HEADER = ("城市", "医院级别", "起付线(元)", "在职", "退休")
# The second row of a city repeats it or says 同上, as merged cells do when they are flattened.
ROWS = [
    ("南昌市", "二级", "600", "85%", "90%"),
    ("", "三级", "900", "80%", "85%"),
    ("九江市", "二级", "500", "86%", "91%"),
    ("", "三级", "850", "78%", "83%"),
    ("赣州市", "二级", "450", "88%", "92%"),
    ("", "三级", "800", "82%", "87%"),
    ("吉安市", "二级", "400", "87%", "93%"),
    ("", "三级", "750", "81%", "86%"),
    ("宜春市", "二级", "350", "84%", "89%"),
    ("", "三级", "700", "79%", "88%"),
]
CODES = {"南昌市": "360100", "九江市": "360400", "赣州市": "360700", "吉安市": "360800", "宜春市": "360900"}
LAYOUTS = {"pipes": " | ", "tabs": "\t", "spaces": "    "}


def expected():
    city = ""
    for name, level, deductible, active, retired in ROWS:
        city = name or city
        scope = (CODES[city], "employee", "inpatient", level.translate(str.maketrans("二三", "23")).removesuffix("级"))
        yield ("deductible", deductible, *scope, None)
        yield ("reimbursement_rate", active.removesuffix("%"), *scope, "active")
        yield ("reimbursement_rate", retired.removesuffix("%"), *scope, "retired")


def page(layout, filled):
    lines, city = ["江西省各市职工医保住院起付线和报销比例", ""], ""
    for row in (HEADER, *ROWS):
        city = row[0] or city
        cells = (city if filled else row[0] or "同上", *row[1:])
        lines.append(f"| {' | '.join(cells)} |" if layout == "pipes" else LAYOUTS[layout].join(cells))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("filled", [True, False], ids=["repeated", "merged"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_cell_has_its_scope(layout, filled):
    claims = extract(Document(doc_id="table", source="table", text=page(layout, filled))).claims
    found = [(c.measure, c.value, c.region, c.insurance, c.service, c.hospital_level, c.population) for c in claims]
    assert found == list(expected())
