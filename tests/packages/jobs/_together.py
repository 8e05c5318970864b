"""Runs functions of a job in threads that begin together."""

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


def in_two_threads(work):
    return together(work, work)
