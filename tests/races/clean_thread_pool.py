# no race
# explore
from multiprocessing.pool import ThreadPool

called = []


def work(job):
    job.append(job[0] ** 2)
    return job


jobs = [[n] for n in range(10)]
with ThreadPool(3) as pool:
    for job in pool.map(work, jobs):
        job.append("mapped")
    for job in pool.imap_unordered(work, jobs):
        job.append("unordered")
    for job in pool.imap(work, jobs):
        job.append("ordered")
    results = [pool.apply_async(work, (job,), callback=called.append) for job in jobs]
    for result in results:
        result.get().append("applied")
    pool.close()
    pool.join()
assert len(called) == 10 and all(len(job) == 9 for job in jobs)
