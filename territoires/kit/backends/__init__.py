"""Django's own database backends, watched by the page cache."""
