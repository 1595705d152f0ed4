"""The page cache: ready-compressed bytes in front of Django, forgotten as soon as a table they were read from changes.

Correct by construction, for three reasons, each held by tests (docs/adr/0003-page-cache.md):
- a kept page was rendered from a request reduced to its address: it cannot hold anything of a person;
- the tables it was read from are observed in the SQL, not declared by hand;
- their change numbers are read before the data, so that a change during the rendering is never missed.
"""
