"""Dates: calendar dates, months, years, intervals and recurring days as EDTF, with their first and last day where the year is known.

The order matters where two rules read the same piece: a month in a list knows its year.
"""

from pipeline.kinds.date_intervals import INTERVALS
from pipeline.kinds.numeric_dates import NUMERIC
from pipeline.kinds.page_dates import PAGE
from pipeline.kinds.written_dates import WRITTEN

RULES = (*WRITTEN, *INTERVALS, *NUMERIC, *PAGE)
