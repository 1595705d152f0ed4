"""journeys: begin, keep, empty. steps: write, together. paper: type in a canvas. page: ask for the page of the group.
inside: hang a path up inside a group. help: ask the coordination for a hand."""
