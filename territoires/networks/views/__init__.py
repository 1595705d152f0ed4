"""pages: what everybody reads. desk: where the coordination writes."""
