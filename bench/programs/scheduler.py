"""An operating system in miniature: tasks of several classes pass packets through queues of a scheduler."""

IDLE, WORK, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)


class Packet:
    __slots__ = ("link", "task", "kind", "datum", "data")

    def __init__(self, link, task, kind):
        self.link = link
        self.task = task
        self.kind = kind
        self.datum = 0
        self.data = [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, scheduler, name, priority, queue):
        self.scheduler = scheduler
        self.name = name
        self.priority = priority
        self.queue = queue
        self.pending = queue is not None
        self.waiting = queue is None
        self.held = False
        scheduler.add(self)

    def add_packet(self, packet, old):
        if self.queue is None:
            self.queue = packet
            self.pending = True
            if self.priority > old.priority:
                return self
        else:
            packet.append_to(self.queue)
        return old

    def is_stopped(self):
        return self.held or (self.waiting and not self.pending)

    def run(self):
        packet = None
        if self.waiting and self.pending:
            packet = self.queue
            self.queue = packet.link
            self.waiting = False
            self.pending = self.queue is not None
        return self.step(packet)

    def wait(self):
        self.waiting = True
        return self


class Idler(Task):
    def __init__(self, scheduler, name, turns):
        super().__init__(scheduler, name, 0, None)
        self.waiting = False
        self.control = 1
        self.turns = turns

    def step(self, packet):
        self.turns -= 1
        if self.turns == 0:
            return self.scheduler.hold(self)
        if self.control & 1:
            self.control = self.control // 2 ^ 0xD008
            return self.scheduler.release(DEVICE_B, self)
        self.control //= 2
        return self.scheduler.release(DEVICE_A, self)


class Worker(Task):
    def __init__(self, scheduler, name, queue):
        super().__init__(scheduler, name, 1000, queue)
        self.waiting = True
        self.destination = HANDLER_A
        self.count = 0

    def step(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.task = self.destination
        packet.datum = 0
        for i in range(4):
            self.count = self.count % 26 + 1
            packet.data[i] = 64 + self.count
        return self.scheduler.send(packet, self)


class Handler(Task):
    def __init__(self, scheduler, name, priority, queue):
        super().__init__(scheduler, name, priority, queue)
        self.waiting = True
        self.work = None
        self.devices = None

    def step(self, packet):
        if packet is not None:
            if packet.kind == "work":
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is None:
            return self.wait()
        if work.datum >= 4:
            self.work = work.link
            return self.scheduler.send(work, self)
        device = self.devices
        if device is None:
            return self.wait()
        self.devices = device.link
        device.datum = work.data[work.datum]
        work.datum += 1
        return self.scheduler.send(device, self)


class Device(Task):
    def __init__(self, scheduler, name, priority):
        super().__init__(scheduler, name, priority, None)
        self.job = None

    def step(self, packet):
        if packet is not None:
            self.job = packet
            return self.scheduler.hold(self)
        if self.job is None:
            return self.wait()
        job, self.job = self.job, None
        self.scheduler.trace.append(job.datum)
        return self.scheduler.send(job, self)


class Scheduler:
    def __init__(self):
        self.tasks = []
        self.table = {}
        self.sent = self.holds = 0
        self.trace = []

    def add(self, task):
        self.tasks.insert(0, task)
        self.table[task.name] = task

    def hold(self, task):
        self.holds += 1
        task.held = True
        return self.after(task)

    def release(self, name, running):
        task = self.table[name]
        task.held = False
        return task if task.priority > running.priority else running

    def send(self, packet, running):
        target = self.table[packet.task]
        self.sent += 1
        packet.link = None
        packet.task = running.name
        return target.add_packet(packet, running)

    def after(self, task):
        following = self.tasks.index(task) + 1
        return self.tasks[following] if following < len(self.tasks) else None

    def run(self):
        task = self.tasks[0]
        while task is not None:
            task = self.after(task) if task.is_stopped() else task.run()


def packets(task, kind, count):
    queue = None
    for _ in range(count):
        queue = Packet(queue, task, kind)
    return queue


def simulate(turns):
    scheduler = Scheduler()
    Idler(scheduler, IDLE, turns)
    Worker(scheduler, WORK, packets(WORK, "work", 2))
    Handler(scheduler, HANDLER_A, 2000, packets(DEVICE_A, "device", 3))
    Handler(scheduler, HANDLER_B, 3000, packets(DEVICE_B, "device", 3))
    Device(scheduler, DEVICE_A, 4000)
    Device(scheduler, DEVICE_B, 5000)
    scheduler.run()
    return scheduler.sent, scheduler.holds, sum(scheduler.trace) % 10007


def main():
    for turns in (1000, 10000, 70000):
        print(*simulate(turns))


if __name__ == "__main__":
    main()
