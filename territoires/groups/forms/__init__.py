"""Forms of local groups, one module per screen."""
