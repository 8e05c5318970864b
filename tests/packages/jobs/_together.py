"""Runs a job's function in two threads at once; what both return is printed if it is the same."""

import threading


def in_two_threads(work):
    results, failures = [None, None], []
    barrier = threading.Barrier(2)

    def one(i):
        try:
            barrier.wait()
            results[i] = work(i)
        except BaseException as e:
            failures.append(e)

    threads = [threading.Thread(target=one, args=(i,)) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return results
