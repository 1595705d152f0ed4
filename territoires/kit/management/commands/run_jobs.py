"""Background work: tasks that actions left behind, and what the schedule asks for."""

import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker

from territoires.kit.clockwork import Clock
from territoires.kit.edge.watch import changes

QUIET_SECONDS = 1.0  # between two looks at an empty queue


class Command(BaseCommand):
    help = "Runs the tasks in the queue and the schedule, until it is asked to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="empty the queue, run what is due, and stop")

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        changes().bump_all()  # the process before this one may have been killed between a change and its announcement
        clock = Clock(import_string(settings.SCHEDULE))
        worker = Worker(
            queue_names=["*"],
            interval=QUIET_SECONDS,
            batch=once,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        if once:
            clock.tick()
            worker.run()
            return
        thread = threading.Thread(target=clock.run, name="clock", daemon=True)
        thread.start()
        try:
            worker.configure_signals()
            worker.run()
        finally:
            clock.stopping.set()
            thread.join(5)
