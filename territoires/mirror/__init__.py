"""The mirror of the seven criteria: each member answers alone, the group sees itself without names. It never leaves the group."""
