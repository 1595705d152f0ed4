"""start: begin and resume. path: the list of steps, one step, its past. page: ask for the page of the group.
paper: what is printed, what is typed in. reading: base and story. care: card, keep, erase, help. inside: the path in
its group. carried: what all pages at a secret address share."""
