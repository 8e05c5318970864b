"""What jobs need that show what threads may do with a package: threads that begin together, and reports of races."""

import os
import subprocess
import sys
import threading

THREADS = 4


def together(*works, times=1):
    """Calls each function with the number of its thread, all at once; a single function is called by four threads. The results, in order."""
    works = works * THREADS if len(works) == 1 else works
    results, failures = [None] * len(works), []
    for _ in range(times):
        barrier = threading.Barrier(len(works))

        def one(i, work):
            try:
                barrier.wait()
                results[i] = work(i)
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=one, args=pair) for pair in enumerate(works)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]
    return results


def races(text):
    """Whether `--races` reports a race in this script. Where the interpreter has no such option: whether `text` is to be reported."""
    if sys.implementation.name != "tinypy":
        return text.startswith("# race")
    done = subprocess.run([sys.executable, "--races", "-c", text], env=os.environ, capture_output=True, text=True)
    if done.returncode not in (0, 66):
        raise SystemError(done.stderr)
    return done.returncode == 66
