"""Settings, root urls, the WSGI entry and the schedule. Knows every context; no context knows it."""
