"""Local groups: their page, their stage with the collective, the people one can reach, the desk that follows them."""
