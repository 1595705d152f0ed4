"""content: the words of the seven steps, the base and the story. steps: a path as its pages show it. paper: the same,
for what is printed. page: what became of the page that was asked for."""
