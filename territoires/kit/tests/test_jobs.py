"""Background jobs are tried again when the reason of the failure may pass, and only then."""

import datetime

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from territoires.kit import tasks
from territoires.kit.tasks import DELAYS, job, next_try

NOW = datetime.datetime(2026, 11, 21, 10, 30, tzinfo=datetime.UTC)
done: list[tuple[str, str]] = []


@job
def write(to: str, kind: str = "letter") -> None:
    done.append((to, kind))


@job
def fail_for_a_while(to: str) -> None:
    done.append((to, "tried"))
    raise ConnectionResetError


@job
def fail_for_good(to: str) -> None:
    done.append((to, "tried"))
    raise LookupError


@pytest.mark.parametrize("error", [OperationalError(), ConnectionResetError(), TimeoutError()])
def test_what_may_pass_is_tried_five_times_more(error):
    tries = [next_try(error, attempt, NOW) for attempt in range(6)]
    assert tries[:5] == [NOW + delay for delay in DELAYS]
    assert tries[5] is None


@pytest.mark.parametrize("error", [LookupError(), ValueError(), AssertionError()])
def test_what_cannot_pass_is_not_tried_again(error):
    assert next_try(error, 0, NOW) is None


@pytest.mark.django_db
def test_at_once_in_tests_and_its_failure_is_seen():
    done.clear()
    write.enqueue("Lille", kind="card")
    assert done == [("Lille", "card")]


@pytest.mark.django_db(transaction=True)
class TestInTheQueue:
    @pytest.fixture(autouse=True)
    def _real_queue(self, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        settings.SCHEDULE = "territoires.kit.tests.test_jobs.NOTHING"
        done.clear()

    def work(self):
        call_command("run_jobs", once=True)

    def test_job_runs_with_its_words(self):
        write.enqueue("Lille", kind="card")
        self.work()
        assert done == [("Lille", "card")]

    def test_passing_failure_comes_back_later(self):
        fail_for_a_while.enqueue("Lille")
        self.work()
        self.work()
        assert done == [("Lille", "tried")]
        again = DBTaskResult.objects.get(status="READY")
        assert again.args_kwargs == {"args": ["Lille"], "kwargs": {"attempt": 1}}
        DBTaskResult.objects.update(run_after=NOW - datetime.timedelta(days=365))
        self.work()
        assert len(done) == 2

    def test_final_failure_is_kept_as_failed(self):
        fail_for_good.enqueue("Lille")
        self.work()
        assert DBTaskResult.objects.get().status == "FAILED"


NOTHING: list = []
assert tasks
