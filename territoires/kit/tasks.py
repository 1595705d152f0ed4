"""Background jobs that are tried again, or not, by kind of failure: said once, here.

@job
def write_to_the_mayor(letter_id: int) -> None: ...

transaction.on_commit(lambda: write_to_the_mayor.enqueue(letter.pk))
"""

import datetime
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import InterfaceError, OperationalError
from django.tasks import Task, task
from django.utils import timezone
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

PASSING = (OperationalError, InterfaceError, ConnectionError, TimeoutError)
DELAYS = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))


def next_try(error: Exception, attempt: int, now: datetime.datetime) -> datetime.datetime | None:
    """When to try again after this failure of this attempt (0 is the first); None when trying again cannot help."""
    passing = isinstance(error, PASSING)
    return now + DELAYS[attempt] if passing and attempt < len(DELAYS) else None


def job(function: Callable[..., Any]) -> Task[..., Any]:
    """A task that is put back in the queue when it fails for a reason that passes (network, database away), five times
    over fifteen hours. Any other failure is final, and told in the log. It must be safe to run twice."""
    own_name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def tried(*args: Any, attempt: int = 0, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except Exception as error:
            again = next_try(error, attempt, timezone.now())
            itself = import_string(own_name)
            if again is None or not itself.get_backend().supports_defer:
                raise
            logger.warning("%s failed (%s), next try at %s", own_name, type(error).__name__, again.isoformat())
            itself.using(run_after=again).enqueue(*args, attempt=attempt + 1, **kwargs)

    return task(tried)
