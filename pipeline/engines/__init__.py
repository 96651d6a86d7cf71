"""Engines: they move documents to `extract` and claims to `compare`, and know nothing of either."""
