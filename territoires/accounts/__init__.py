"""People who come back: their account, how they sign in, what they may do nationally, their data and its erasure."""
