"""Cells of a table that people open in a spreadsheet."""

from typing import Any

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutral(value: Any) -> Any:
    """Words that begin as a formula get an apostrophe before them, even behind spaces; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip(" \u00a0\u202f\ufeff").startswith(STARTS_A_FORMULA) else text
