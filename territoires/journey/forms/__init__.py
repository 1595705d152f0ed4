"""start: begin and resume. steps: the questions of one step. paper: the whole canvas on one screen. help: a message."""
