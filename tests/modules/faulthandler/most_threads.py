# min-version: 3.15
# No more stacks are written than max_threads says; then comes a line of dots.
import faulthandler
import signal
import tempfile
import threading


def written(action):
    with tempfile.TemporaryFile("w+") as file:
        action(file)
        file.seek(0)
        text = file.read()
        return text.count("hread 0x"), text.count("\n...\n") + text.startswith("...\n")


def registered(file):
    faulthandler.register(signal.SIGUSR1, file, max_threads=2)
    signal.raise_signal(signal.SIGUSR1)
    faulthandler.unregister(signal.SIGUSR1)


ready, go = threading.Barrier(6), threading.Event()
threads = [threading.Thread(target=lambda: (ready.wait(), go.wait())) for _ in range(5)]
for t in threads:
    t.start()
ready.wait()
for most in (1, 3, 6, 7, 0, -1):
    print(most, written(lambda file: faulthandler.dump_traceback(file, max_threads=most)))
print(written(lambda file: faulthandler.dump_traceback(file, False, max_threads=3)))
print(written(registered))
go.set()
for t in threads:
    t.join()
for call in (lambda: faulthandler.dump_traceback(max_threads="x"), lambda: faulthandler.dump_traceback(max_threads=1 << 70),
             lambda: faulthandler.enable(None, True, True, 5), lambda: faulthandler.dump_traceback_later(1, max_threads=1.5)):
    try:
        call()
    except (TypeError, OverflowError, RuntimeError) as e:
        print(type(e).__name__)

# expect: 1 (1, 1)
# expect: 3 (3, 1)
# expect: 6 (6, 0)
# expect: 7 (6, 0)
# expect: 0 (6, 0)
# expect: -1 (0, 1)
# expect: (0, 0)
# expect: (2, 1)
# expect: TypeError
# expect: OverflowError
# expect: TypeError
# expect: TypeError
