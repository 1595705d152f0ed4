"""Verbs of the map: keep its points exact; receive, review, edit and hide resources; carry words to them."""
