"""The mirror of the seven criteria: members answer alone, the group sees itself without names; it stays there."""
