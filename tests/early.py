"""Loaded by pytest before anything reads the settings: a test never runs as the demonstration or the real site."""

import os

os.environ.setdefault("TERRITOIRES_MODE", "test")
