"""The journal: who did what to which thing, and when. Rows are only ever added; they point at nothing by key."""
