"""Generators: pipelines, send, delegation, recursion, and coroutines in a round robin."""


def integers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def only(predicate, values):
    for value in values:
        if predicate(value):
            yield value


def running_sum(values):
    total = 0
    for value in values:
        total += value
        yield total


def averager():
    total = count = 0
    average = None
    while True:
        total += yield average
        count += 1
        average = total // count


class Tree:
    def __init__(self, low, high):
        self.value = (low + high) // 2
        self.left = Tree(low, self.value) if self.value > low else None
        self.right = Tree(self.value + 1, high) if high > self.value + 1 else None

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def process(name, steps, log):
    for step in range(steps):
        log[name] = step
        yield
    return name


def round_robin(processes):
    finished = []
    while processes:
        waiting = []
        for p in processes:
            try:
                next(p)
                waiting.append(p)
            except StopIteration as stop:
                finished.append(stop.value)
        processes = waiting
    return finished


def main():
    pipeline = running_sum(only(lambda n: n % 3 == 0, (n * n for n in integers(1_500_000))))
    last = None
    for last in pipeline:
        pass
    average = averager()
    next(average)
    for n in range(1_200_000):
        result = average.send(n)
    tree = Tree(0, 40_000)
    log = {}
    order = round_robin([process(n, n * 11 % 300, log) for n in range(500)])
    print(last, result, sum(1 for _ in tree), sum(tree), len(log), sum(i * n for i, n in enumerate(order)))


if __name__ == "__main__":
    main()
