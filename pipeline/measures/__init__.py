"""The domain: what is measured of whom, as data with examples, and the readers that put facts in context."""
