# Celery with a Redis server as broker and backend, workers with threads as processes of their own; one is killed, and no task is lost.
# needs: python3-celery python3-redis
# programs: redis-server
import gc
import os
import signal
import socket
import subprocess
import sys
import time

import redis

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
server = subprocess.Popen(["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", os.getcwd()], stdout=subprocess.DEVNULL)
with open("tasks.py", "w") as file:
    file.write(f"""
from celery import Celery
app = Celery("tasks", broker="redis://127.0.0.1:{port}/0", backend="redis://127.0.0.1:{port}/1")
app.conf.broker_connection_retry_on_startup = True
app.conf.task_acks_late = True
app.conf.worker_prefetch_multiplier = 1
app.conf.broker_transport_options = {{"visibility_timeout": 3, "unacked_restore_limit": None}}

@app.task
def slowly(n):
    import time
    time.sleep(0.05)
    return n * n

@app.task
def primes(start, stop):
    return sum(all(n % d for d in range(2, int(n ** 0.5) + 1)) for n in range(max(start, 2), stop))
""")
sys.path.insert(0, os.getcwd())
client = redis.Redis(port=port)
while True:
    try:
        client.ping()
        break
    except redis.ConnectionError:
        time.sleep(0.05)
print(client.set("a", "b"), client.get("a"), client.incr("n", 5), client.rpush("l", 1, 2, 3), client.lrange("l", 0, -1))
with client.pipeline() as pipe:
    print(pipe.hset("h", mapping={"x": 1, "y": 2}).hgetall("h").execute())


def start(name):
    return subprocess.Popen([sys.executable, "-m", "celery", "-A", "tasks", "worker", "-P", "threads", "-c", "2", "-n", name, "--loglevel", "ERROR"],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


worker, other = start("one"), start("other")
try:
    from celery import group
    from tasks import app, primes, slowly

    while len(app.control.ping(timeout=0.5)) < 2:
        pass
    result = group(slowly.s(n) for n in range(100))()
    while result.completed_count() < 10:
        time.sleep(0.02)
    other.kill()
    print(other.wait(100))
    other = start("other")  # gives back what the killed one has kept for longer than the timeout, seconds after its start
    print(result.get(timeout=200) == [n * n for n in range(100)])
    result.forget()

    result = group(primes.s(n, n + 1000) for n in range(0, 20_000, 1000))()
    print(sum(result.get(timeout=200)))
    result.forget()
    del result
    gc.collect()  # results that end after the server would try to reach it
finally:
    for each in worker, other:
        each.send_signal(signal.SIGTERM)
        print(each.wait(100))
    server.terminate()
    print(server.wait(100))

# expect: True b'b' 5 3 [b'1', b'2', b'3']
# expect: [2, {b'x': b'1', b'y': b'2'}]
# expect: -9
# expect: True
# expect: 2262
# expect: 0
# expect: 0
# expect: 0
