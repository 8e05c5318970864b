"""A service on asyncio with thousands of tasks: queues, workers, gather, events, semaphores, locks, streams of results, timeouts, cancellation."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import functools
import hashlib
import random
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
NEVER = 3600.0  # seconds that no run takes

trace_id: contextvars.ContextVar[str] = contextvars.ContextVar("trace_id", default="none")


class Temporary(Exception):
    """Something that another attempt may cure."""


class State(Enum):
    NEW = auto()
    RUNNING = auto()
    DONE = auto()
    FAILED = auto()


@dataclass(order=True)
class Job:
    priority: int
    number: int
    payload: str = field(compare=False)
    state: State = field(default=State.NEW, compare=False)


def retry(attempts: int) -> Callable[[Callable[P, Awaitable[T]]], Callable[P, Awaitable[T]]]:
    def decorate(function: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        @functools.wraps(function)
        async def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
            for attempt in range(attempts):
                try:
                    return await function(*args, **kwargs)
                except Temporary:
                    if attempt == attempts - 1:
                        raise
                    await asyncio.sleep(0)
            raise AssertionError

        return wrapper

    return decorate


class Cache(Generic[T]):
    """Keeps results; several who ask for the same key at once share one computation."""

    def __init__(self, compute: Callable[[str], Awaitable[T]], size: int) -> None:
        self.compute, self.size = compute, size
        self.futures: OrderedDict[str, asyncio.Future[T]] = OrderedDict()
        self.hits = self.misses = 0

    async def get(self, key: str) -> T:
        future = self.futures.get(key)
        if future is None:
            self.misses += 1
            future = self.futures[key] = asyncio.ensure_future(self.compute(key))
            if len(self.futures) > self.size:
                self.futures.popitem(last=False)
        else:
            self.hits += 1
            self.futures.move_to_end(key)
        return await asyncio.shield(future)


class Backend:
    """Answers after some turns of the loop; fails now and then in an order that depends on nothing but the calls."""

    def __init__(self, limit: int) -> None:
        self.semaphore = asyncio.Semaphore(limit)
        self.calls = self.active = self.most = 0

    @contextlib.asynccontextmanager
    async def connection(self) -> AsyncIterator[int]:
        async with self.semaphore:
            self.active += 1
            self.most = max(self.most, self.active)
            try:
                yield self.active
            finally:
                self.active -= 1

    @retry(3)
    async def fetch(self, key: str) -> str:
        async with self.connection():
            self.calls += 1
            number = self.calls
            for _ in range(number % 3):
                await asyncio.sleep(0)
            if number % 7 == 0 or key.endswith("7") and number % 3:
                raise Temporary(key)
            return f"{key.upper()}@{trace_id.get()}"


class Broker:
    """Subscribers get what is published, each by a queue of its own."""

    def __init__(self) -> None:
        self.queues: dict[str, list[asyncio.Queue[Any]]] = {}

    async def publish(self, topic: str, message: Any) -> int:
        queues = self.queues.get(topic, [])
        for waiting in queues:
            await waiting.put(message)
        return len(queues)

    @contextlib.contextmanager
    def subscription(self, topic: str) -> Any:
        mine: asyncio.Queue[Any] = asyncio.Queue(maxsize=3)
        self.queues.setdefault(topic, []).append(mine)
        try:
            yield mine
        finally:
            self.queues[topic].remove(mine)

    async def listen(self, topic: str) -> AsyncIterator[Any]:
        with self.subscription(topic) as mine:
            while (message := await mine.get()) is not None:
                yield message


class Service:
    def __init__(self) -> None:
        self.backend = Backend(limit=8)
        self.cache: Cache[str] = Cache(self.backend.fetch, size=40)
        self.broker = Broker()
        self.jobs: asyncio.PriorityQueue[Job] = asyncio.PriorityQueue(maxsize=25)
        self.lock = asyncio.Lock()
        self.log: deque[str] = deque(maxlen=400)
        self.counts: Counter[str] = Counter()

    async def handle(self, job: Job) -> str:
        job.state = State.RUNNING
        token = trace_id.set(f"t{job.number % 5}")
        try:
            async with asyncio.timeout(NEVER):
                parts = await asyncio.gather(*(self.cache.get(part) for part in job.payload.split("+")), return_exceptions=True)
            broken = [part for part in parts if isinstance(part, BaseException)]
            job.state = State.FAILED if broken else State.DONE
            return f"{job.number}: {len(broken)} broken" if broken else f"{job.number}: {'|'.join(parts)}"
        finally:
            trace_id.reset(token)

    async def worker(self, name: str) -> None:
        while True:
            job = await self.jobs.get()
            try:
                result = await self.handle(job)
                async with self.lock:
                    self.log.append(f"{name} {result}")
                    self.counts[job.state.name] += 1
                await self.broker.publish(job.state.name, result)
            finally:
                self.jobs.task_done()

    async def run(self, jobs: Iterable[Job], workers: int) -> None:
        crew = [asyncio.create_task(self.worker(f"w{n}"), name=f"worker {n}") for n in range(workers)]
        for job in jobs:
            async with asyncio.timeout(NEVER):
                await self.jobs.put(job)
        await self.jobs.join()
        for task in crew:
            task.cancel()
        results = await asyncio.gather(*crew, return_exceptions=True)
        self.counts["cancelled"] += sum(isinstance(result, asyncio.CancelledError) for result in results)


async def collect(service: Service, topic: str, ready: asyncio.Event, digest: Any) -> int:
    ready.set()
    count = 0
    async for message in service.broker.listen(topic):
        count += 1
        digest.update(message.encode())
    return count


async def serve(rng: random.Random, count: int, digest: Any) -> None:
    service, ready = Service(), asyncio.Event()
    jobs = (Job(rng.randrange(5), n, "+".join(f"k{rng.randrange(60)}" for _ in range(rng.randint(1, 4)))) for n in range(count))
    async with asyncio.TaskGroup() as group:
        done = group.create_task(collect(service, "DONE", ready, digest))
        failed = group.create_task(collect(service, "FAILED", ready, digest))
        await ready.wait()
        await service.run(jobs, workers=12)
        await asyncio.gather(*(service.broker.publish(topic, None) for topic in ("DONE", "FAILED")))
    digest.update("\n".join(service.log).encode())
    print(f"served: {dict(sorted(service.counts.items()))}, {done.result()} + {failed.result()} seen, {service.cache.hits} hits, "
          f"{service.cache.misses} misses, {service.backend.calls} calls, at most {service.backend.most} at once")


async def philosophers(count: int, meals: int) -> list[int]:
    """Dine with condition variables in place of forks that are taken one by one."""
    table, eating, eaten = asyncio.Condition(), [False] * count, [0] * count

    async def dine(seat: int) -> None:
        neighbours = (seat - 1) % count, (seat + 1) % count
        for _ in range(meals):
            async with table:
                await table.wait_for(lambda: not any(eating[n] for n in neighbours))
                eating[seat] = True
            await asyncio.sleep(0)
            async with table:
                eating[seat] = False
                eaten[seat] += 1
                table.notify_all()

    await asyncio.gather(*map(dine, range(count)))
    return eaten


async def pipeline(numbers: Iterable[int], width: int) -> int:
    """A chain of tasks, each with a queue before it."""
    queues: list[asyncio.Queue[int | None]] = [asyncio.Queue(4) for _ in range(width + 1)]

    async def stage(n: int) -> None:
        while (value := await queues[n].get()) is not None:
            await queues[n + 1].put((value * 3 + n) % 10_007)
        await queues[n + 1].put(None)

    async def feed() -> None:
        for number in numbers:
            await queues[0].put(number)
        await queues[0].put(None)

    total = 0
    async with asyncio.TaskGroup() as group:
        group.create_task(feed())
        for n in range(width):
            group.create_task(stage(n))
        while (value := await queues[-1].get()) is not None:
            total = (total * 31 + value) % 1_000_003
    return total


async def tree(depth: int, path: int = 1) -> int:
    """A task for each node of a binary tree; some leaves fail, and their parents know."""
    if depth == 0:
        await asyncio.sleep(0)
        if path % 11 == 0:
            raise Temporary(str(path))
        return path
    failures = 0
    try:
        async with asyncio.TaskGroup() as group:
            halves = [group.create_task(tree(depth - 1, path * 2 + side)) for side in (0, 1)]
    except* Temporary as errors:
        failures = len(errors.exceptions)
    return -failures if failures else sum(task.result() for task in halves)


async def race(rng: random.Random, rounds: int) -> Counter[str]:
    """The first of several tasks wins; the others are cancelled, and note it."""
    notes: Counter[str] = Counter()

    async def runner(name: str, turns: int) -> str:
        try:
            for _ in range(turns):
                await asyncio.sleep(0)
            return name
        except asyncio.CancelledError:
            notes["stopped"] += 1
            raise

    for _ in range(rounds):
        tasks = [asyncio.create_task(runner(f"r{n}", turns)) for n, turns in enumerate(rng.sample(range(9), 4))]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED, timeout=NEVER)
        notes[min(task.result() for task in done)] += 1
        for task in pending:
            task.cancel()
        await asyncio.wait(pending)
    return notes


async def main() -> None:
    rng, digest = random.Random(77), hashlib.sha256()
    await serve(rng, 3600, digest)
    eaten = await asyncio.wait_for(philosophers(16, 16), NEVER)
    total = await pipeline(range(900), 12)
    leaves = await tree(11)
    notes = await race(rng, 500)
    totals = [await result for result in asyncio.as_completed([tree(4, n) for n in range(20)])]
    print(f"meals {sum(eaten)}, pipeline {total}, tree {leaves} {sum(totals)}, race {dict(sorted(notes.items()))}")
    digest.update(repr((eaten, total, leaves, sorted(notes.items()))).encode())
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    asyncio.run(main())
