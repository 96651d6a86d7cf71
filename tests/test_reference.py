"""The pages of docs/reference say what the program is now."""

import pytest
from reference import REFERENCE, pages


@pytest.mark.parametrize("name", ["tables.md", "rules.md", "measures.md", "commands.md"])
def test_a_page_of_the_reference_is_up_to_date(name):
    """`python tests/reference.py` writes them anew."""
    assert (REFERENCE / name).read_text(encoding="utf-8") == pages()[name]
