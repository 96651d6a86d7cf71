"""What may be done and what may not: the words, the topics as data, and the reader of clauses behind `permissions`."""
