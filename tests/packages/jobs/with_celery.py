# Tasks over the broker in memory: a worker with threads, chains, groups, chords, retries and errors.
# needs: python3-celery
import logging
import threading

from celery import Celery, chain, chord, group
from celery.contrib.testing.worker import start_worker

logging.disable(logging.CRITICAL)
app = Celery("job", broker="memory://", backend="cache+memory://")
app.conf.update(broker_connection_retry_on_startup=True, worker_pool="threads", task_serializer="json", result_expires=None)


@app.task
def add(x, y):
    return x + y


@app.task
def busy(n):
    return sum(i * i for i in range(n)), threading.current_thread() is threading.main_thread()


@app.task
def fails():
    raise KeyError("missing")


@app.task(bind=True, max_retries=3)
def stubborn(self):
    if self.request.retries < 2:
        raise self.retry(countdown=0)
    return self.request.retries


with start_worker(app, pool="threads", concurrency=2, perform_ping_check=False):
    print(add.delay(2, 3).get(timeout=100))
    print(chain(add.s(1, 2), add.s(10), add.s(100))().get(timeout=100))
    print(group(add.s(i, i) for i in range(10))().get(timeout=100))
    print([r[1] for r in group(busy.s(50_000) for _ in range(4))().get(timeout=100)])
    print(stubborn.delay().get(timeout=100))
    result = fails.delay()
    try:
        result.get(timeout=100)
    except KeyError as e:
        print(result.state, repr(e))
    print(sorted(name for name in app.tasks if not name.startswith("celery."))[0].rpartition(".")[2])

# expect: 5
# expect: 113
# expect: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]
# expect: [False, False, False, False]
# expect: 2
# expect: FAILURE KeyError('missing')
# expect: add
