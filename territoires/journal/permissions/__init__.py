"""Who may do what in the journal of a group, one module per idea: the fetch is the check."""
