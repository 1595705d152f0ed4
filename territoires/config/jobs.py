"""Worker and clock in one process: `python -m territoires.config.jobs`. Several may run, on several machines."""

import os

from django.core.management import execute_from_command_line

from territoires.config.parent import end_with_parent

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoires.config.settings")
    end_with_parent()
    execute_from_command_line(["manage.py", "run_jobs"])
