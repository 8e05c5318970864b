# judged: deadlock
# says: Deadlock: 2 threads wait, and nobody is left who could wake them; only a handler of SIGUSR1 or SIGTERM could do that\.
# says: MainThread waits at .*\n\s+for the end of worker
# says: worker waits at .*\n\s+for the Event made at \S+sigterm\.py:\d+
import signal
import sys
import threading

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
signal.signal(signal.SIGUSR1, lambda *_: None)
thread = threading.Thread(target=threading.Event().wait, name="worker")
thread.start()
thread.join()
