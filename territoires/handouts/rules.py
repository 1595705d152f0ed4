"""Decisions, without Django: values in, value out."""
