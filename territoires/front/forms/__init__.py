"""find: the box of the home page. contact: what anybody may write. words: the vocabulary, for the coordination."""
