"""Why a claim or a contradiction says what it says: the words behind each part of a scope, the rung of the ladder on which claims rest.

Found again with the same pure functions that made the tables, on the text that stands in them.
"""
