"""A discrete simulation of a computing centre: processes as generators, an event queue, machines, priorities, preemption, failures, policies."""

from __future__ import annotations

import hashlib
import heapq
import itertools
import math
import random
import statistics
from abc import ABC, abstractmethod
from bisect import insort
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Any, ClassVar


class Priority(IntEnum):
    URGENT = 0
    NORMAL = 1
    BATCH = 2


class Status(Enum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    KILLED = "killed"

    @property
    def final(self) -> bool:
        return self in (Status.DONE, Status.KILLED)


class Interrupted(Exception):
    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class IllegalStep(RuntimeError):
    pass


# ---- the simulator


@dataclass(order=True)
class Event:
    time: float
    rank: int
    number: int
    action: Callable[[], None] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)


class Signal:
    """What processes wait for; it fires once, with a value."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.waiting: list[Process] = []
        self.fired, self.value = False, None

    def fire(self, value: Any = None) -> None:
        if self.fired:
            return
        self.fired, self.value = True, value
        for process in self.waiting:
            self.simulator.after(0, lambda process=process: process.resume(value), rank=0)
        self.waiting.clear()


Step = Generator["float | Signal", Any, Any]


class Process:
    def __init__(self, simulator: Simulator, body: Step, name: str, at_once: bool) -> None:
        self.simulator, self.body, self.name = simulator, body, name
        self.finished = Signal(simulator)
        self.event: Event | None = None
        if at_once:
            self.resume()
        else:
            simulator.after(0, self.resume)

    def resume(self, value: Any = None) -> None:
        if not self.finished.fired:
            self._advance(lambda: self.body.send(value))

    def interrupt(self, cause: str) -> None:
        if self.finished.fired:
            return
        if self.event is not None:
            self.event.cancelled = True
        self._advance(lambda: self.body.throw(Interrupted(cause)))

    def _advance(self, step: Callable[[], Any]) -> None:
        self.event = None
        try:
            wanted = step()
        except StopIteration as stop:
            self.finished.fire(stop.value)
            return
        match wanted:
            case float() | int():
                self.event = self.simulator.after(wanted, self.resume)
            case Signal(fired=True):
                self.event = self.simulator.after(0, lambda: self.resume(wanted.value))
            case Signal():
                wanted.waiting.append(self)
            case _:
                raise IllegalStep(f"{self.name} waits for {wanted!r}")


class Simulator:
    def __init__(self) -> None:
        self.now, self.events, self.numbers, self.handled = 0.0, [], itertools.count(), 0

    def after(self, delay: float, action: Callable[[], None], *, rank: int = 1) -> Event:
        event = Event(self.now + delay, rank, next(self.numbers), action)
        heapq.heappush(self.events, event)
        return event

    def start(self, body: Step, name: str = "process", *, at_once: bool = False) -> Process:
        return Process(self, body, name, at_once)

    def run(self, until: float = math.inf) -> None:
        while self.events and self.events[0].time <= until:
            event = heapq.heappop(self.events)
            if not event.cancelled:
                self.now = event.time
                self.handled += 1
                event.action()


# ---- the model


@dataclass(eq=False)
class Job:
    number: int
    user: str
    cores: int
    length: float
    priority: Priority
    submitted: float = 0.0
    started: float | None = None
    ended: float = 0.0
    progress: float = 0.0
    preempted: int = 0
    history: list[tuple[float, Status]] = field(default_factory=list)
    _status: Status = Status.WAITING

    @property
    def status(self) -> Status:
        return self._status

    def become(self, status: Status, now: float) -> None:
        if self._status.final:
            raise IllegalStep(f"job {self.number} is {self._status.value}")
        self._status = status
        self.history.append((now, status))

    @property
    def remaining(self) -> float:
        return max(0.0, self.length - self.progress)

    @property
    def slowdown(self) -> float:
        return (self.ended - self.submitted) / max(self.length, 1.0)


@dataclass(eq=False)
class Machine:
    name: str
    cores: int
    speed: float = 1.0
    up: bool = True
    running: dict[Job, Process] = field(default_factory=dict)
    busy: float = 0.0

    @property
    def free(self) -> int:
        return self.cores - sum(job.cores for job in self.running) if self.up else 0

    @contextmanager
    def occupied(self, job: Job, simulator: Simulator) -> Iterator[None]:
        began = simulator.now
        try:
            yield
        finally:
            del self.running[job]
            self.busy += (simulator.now - began) * job.cores
            job.progress += (simulator.now - began) * self.speed


class Policy(ABC):
    """The order in which waiting jobs are looked at."""

    all: ClassVar[dict[str, type[Policy]]] = {}
    preempts: ClassVar[bool] = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        Policy.all[cls.__name__] = cls

    def __init__(self, centre: Centre) -> None:
        self.centre = centre

    @abstractmethod
    def key(self, job: Job) -> tuple[Any, ...]: ...

    def blocks(self, job: Job) -> bool:
        """If a job that does not fit keeps those behind it waiting."""
        return False


class FirstCome(Policy):
    def key(self, job: Job) -> tuple[Any, ...]:
        return job.submitted, job.number

    def blocks(self, job: Job) -> bool:
        return True


class Shortest(Policy):
    def key(self, job: Job) -> tuple[Any, ...]:
        return job.remaining, job.number


class ByPriority(Policy):
    preempts = True

    def key(self, job: Job) -> tuple[Any, ...]:
        return job.priority, job.submitted, job.number

    def blocks(self, job: Job) -> bool:
        return job.priority is Priority.URGENT


class FairShare(ByPriority):
    preempts = False

    def key(self, job: Job) -> tuple[Any, ...]:
        return (round(self.centre.used[job.user], 3), *super().key(job))


class Centre:
    def __init__(self, machines: Iterable[Machine], policy: type[Policy], rng: random.Random) -> None:
        self.simulator, self.machines, self.rng = Simulator(), list(machines), rng
        self.policy = policy(self)
        self.waiting: list[Job] = []
        self.jobs: list[Job] = []
        self.used: defaultdict[str, float] = defaultdict(float)
        self.recent: deque[str] = deque(maxlen=50)
        self.counts: Counter[str] = Counter()

    def note(self, what: str, job: Job | Machine) -> None:
        self.counts[what] += 1
        self.recent.append(f"{self.simulator.now:9.2f} {what} {job.number if isinstance(job, Job) else job.name}")

    def submit(self, job: Job) -> None:
        job.submitted = self.simulator.now
        self.jobs.append(job)
        self.enqueue(job)

    def enqueue(self, job: Job) -> None:
        job.become(Status.WAITING, self.simulator.now)
        insort(self.waiting, job, key=self.policy.key)
        self.dispatch()

    def dispatch(self) -> None:
        self.waiting.sort(key=self.policy.key)
        for job in list(self.waiting):
            machine = self.place(job)
            if machine is None and self.policy.preempts and job.priority is Priority.URGENT:
                machine = self.make_room(job)
            if machine is not None:
                self.waiting.remove(job)
                machine.running[job] = self.simulator.start(self.work(job, machine), f"job {job.number}", at_once=True)
            elif self.policy.blocks(job):
                break

    def place(self, job: Job) -> Machine | None:
        fitting = [machine for machine in self.machines if machine.free >= job.cores]
        return min(fitting, key=lambda machine: (machine.free - job.cores, -machine.speed, machine.name), default=None)

    def make_room(self, job: Job) -> Machine | None:
        for machine in filter(lambda machine: machine.up, self.machines):
            victims = sorted((j for j in machine.running if j.priority is Priority.BATCH), key=lambda j: (j.progress, j.number))
            if machine.free + sum(victim.cores for victim in victims) < job.cores:
                continue
            for victim in victims:
                if machine.free >= job.cores:
                    break
                machine.running[victim].interrupt("preempted")
            return machine if machine.free >= job.cores else None
        return None

    def work(self, job: Job, machine: Machine) -> Step:
        job.become(Status.RUNNING, self.simulator.now)
        job.started = self.simulator.now if job.started is None else job.started
        self.note("start", job)
        try:
            with machine.occupied(job, self.simulator):
                yield job.remaining / machine.speed
        except Interrupted as interruption:
            job.preempted += 1
            self.note(interruption.cause, job)
            if job.preempted > 4:
                return self.finish(job, Status.KILLED)
            self.simulator.after(1.0, lambda: self.enqueue(job))
            return None
        return self.finish(job, Status.DONE)

    def finish(self, job: Job, status: Status) -> float:
        job.become(status, self.simulator.now)
        job.ended = self.simulator.now
        self.used[job.user] += job.cores * job.progress
        self.note(status.value, job)
        self.simulator.after(0, self.dispatch)
        return job.ended

    def breakdowns(self, machine: Machine, until: float) -> Step:
        while self.simulator.now < until:
            yield self.rng.expovariate(1 / 180)
            machine.up = False
            self.note("down", machine)
            for process in list(machine.running.values()):
                process.interrupt("crashed")
            yield self.rng.uniform(5, 20)
            machine.up = True
            self.dispatch()

    def arrivals(self, count: int) -> Step:
        for number in range(count):
            yield self.rng.expovariate(1 / 1.25)
            priority = self.rng.choices(list(Priority), [1, 5, 4])[0]
            self.submit(
                Job(number, self.rng.choice(["ann", "bob", "eve"]), self.rng.choice([1, 1, 2, 4, 8]), self.rng.lognormvariate(2, 0.8), priority)
            )

    def report(self) -> Iterator[str]:
        by_priority: defaultdict[Priority, list[Job]] = defaultdict(list)
        for job in self.jobs:
            if job.status is Status.DONE:
                by_priority[job.priority].append(job)
        for priority, jobs in sorted(by_priority.items()):
            slow = sorted(job.slowdown for job in jobs)
            waits = [job.started - job.submitted for job in jobs]
            yield f"{priority.name}: {len(jobs)} jobs, slowdown {statistics.fmean(slow):.3f} / {slow[len(slow) * 9 // 10]:.3f}, wait {statistics.median(waits):.3f}"
        for machine in self.machines:
            yield f"{machine.name}: {machine.busy / (machine.cores * self.simulator.now):.4f}"
        yield from self.recent


def main() -> None:
    digest = hashlib.sha256()
    for name, policy in Policy.all.items():
        rng = random.Random(42)
        centre = Centre([Machine("big", 16), Machine("fast", 8, 2.0), Machine("old", 12, 0.6)], policy, rng)
        arriving = centre.simulator.start(centre.arrivals(1700), "arrivals")
        for machine in centre.machines:
            centre.simulator.start(centre.breakdowns(machine, 1800), machine.name)
        centre.simulator.run()
        assert arriving.finished.fired and all(job.status.final for job in centre.jobs) and not centre.waiting
        report = list(centre.report())
        digest.update("\n".join(report + [repr(job.history[-1][1]) + f"{job.ended:.3f}" for job in centre.jobs]).encode())
        print(f"{name}: {dict(sorted(centre.counts.items()))}, {centre.simulator.handled} events; {report[0]}")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
