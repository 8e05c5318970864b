# no race
# explore
import asyncio


def work(job):
    job["n"] += 1
    return job


async def main():
    jobs = [{"n": n} for n in range(6)]
    total = 0
    for job in await asyncio.gather(*(asyncio.to_thread(work, job) for job in jobs)):
        job["n"] += 1
        total += job["n"]
    for _ in range(3):
        job = await asyncio.to_thread(work, jobs[0])
        job["n"] += 1
    return total


assert asyncio.run(main()) == 27
