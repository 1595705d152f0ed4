"""Pure decisions about the journal."""

import re
from typing import Any

IMPERSONAL_WORD = re.compile(r"[A-Za-z0-9_.:/+-]{0,80}")


def is_impersonal(value: Any) -> bool:
    """Numbers, states, names of fields and lists of them; no sentence, no name, no address."""
    if value is None or isinstance(value, bool | int | float):
        return True
    if isinstance(value, str):
        return IMPERSONAL_WORD.fullmatch(value) is not None
    if isinstance(value, list | tuple | set | frozenset):
        return all(is_impersonal(one) for one in value)
    if isinstance(value, dict):
        return all(is_impersonal(name) and is_impersonal(one) for name, one in value.items())
    return False
