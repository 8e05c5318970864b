# no race
# explore
from concurrent.futures import ThreadPoolExecutor, as_completed, wait


def work(job):
    job["steps"].append("worked")
    return job


def fail(job):
    job["steps"].append("failed")
    raise ValueError(job["n"])


jobs = [{"n": n, "steps": []} for n in range(9)]
with ThreadPoolExecutor(3) as pool:
    futures = [pool.submit(fail if job["n"] % 3 == 0 else work, job) for job in jobs]
    for future in as_completed(futures[:4]):
        if not future.exception():
            future.result()["steps"].append("read")
    done, rest = wait(futures)
    for future in done:
        try:
            future.result()["steps"].append("done")
        except ValueError as e:
            jobs[e.args[0]]["steps"].append("caught")
    for job in pool.map(work, jobs):
        job["steps"].append("mapped")
assert not rest and sum(len(job["steps"]) for job in jobs) >= 36
