"""What the demonstration invents. Pure, and the same for the same seed."""

from territoires.demonstration.rules.territory import (
    AT,
    EMPTY_DEPARTMENTS,
    HIDDEN_SHARE,
    OF,
    RESOURCES,
    FictionalGroup,
    a_group,
    fictional_phone,
    with_article,
)

__all__ = [
    "AT", "EMPTY_DEPARTMENTS", "HIDDEN_SHARE", "OF", "RESOURCES", "FictionalGroup", "a_group", "fictional_phone",
    "with_article",
]  # fmt: skip
