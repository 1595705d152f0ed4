"""contact: what anybody brings to the coordination."""
