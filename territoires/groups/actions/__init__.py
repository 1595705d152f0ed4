"""Verbs of local groups, one module per idea: import the module you need."""
