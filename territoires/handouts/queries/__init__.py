"""What goes on paper, and the press that sets it."""
