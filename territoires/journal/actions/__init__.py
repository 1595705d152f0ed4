"""Verbs of the journal, one module per idea."""
