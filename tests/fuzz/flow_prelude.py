"""What the functions of flow_text.py call. Everything is told to `run.log`; what is decided comes from a stream of bits."""


class Run:
    """One call of a function: the bits that decide, and what has happened."""

    def __init__(self, seed):
        self.bits, self.log = seed * 2654435761 + 12345 & 0x7FFFFFFF, []

    def decide(self, n):
        self.bits = self.bits * 1103515245 + 12345 & 0x7FFFFFFF
        return (self.bits >> 16) % n

    @property
    def is_over(self):
        return len(self.log) > LONGEST


LONGEST = 60  # entries of the log; then the loops come to an end
run = Run(0)


class E(Exception):
    pass


class F(LookupError):
    pass


def e(n):
    run.log.append(n)
    return n


def t(n):
    holds = run.decide(2) == 1
    run.log.append((n, holds))
    return holds


def more(n):
    holds = run.decide(3) > 0 and not run.is_over
    run.log.append((n, holds))
    return holds


def done(n):
    run.log.append(n)
    return run.is_over or run.decide(3) == 0


def pick(n):
    run.log.append(n)
    return (1, None, "s", [1, 2], (2, 1), {"k": 1}, True, 3, E(n), ())[run.decide(10)]


def choice(n):
    run.log.append(n)
    return (E, F, Exception, (F, ValueError), TypeError)[run.decide(5)]


def group(n):
    return ExceptionGroup("group", [(E(n), F(n)), (E(n),), (F(n), ExceptionGroup("inner", [E(n)]))][run.decide(3)])


def boom(n):
    run.log.append(n)
    what = run.decide(6)
    if what < 3:
        raise (E(n), F(n), group(n))[what]


def it(n):
    for i in range(run.decide(4)):
        if not run.is_over:
            run.log.append((n, i))
            yield i


def pairs(n):
    return [(i, i) for i in it(n)]


def sub(n):
    try:
        got = yield n
        run.log.append((n, got))
        boom(n)
        return got
    finally:
        run.log.append(("end", n))


class Wait:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        got = yield ("wait", self.n)
        boom(self.n)
        return got


def w(n):
    run.log.append(n)
    return Wait(n)


async def ait(n):
    for i in range(run.decide(4)):
        if not run.is_over:
            if run.decide(2):
                await Wait(n)
            yield i


def leave(n, kind):
    what = run.decide(8)
    run.log.append(("exit", n, kind and kind.__name__))
    if what == 0:
        raise F(n)
    return what < 3


class cm:
    def __init__(self, n):
        self.n = n

    def __enter__(self):
        run.log.append(("enter", self.n))
        if run.decide(8) == 0:
            raise E(self.n)
        return self.n

    def __exit__(self, kind, error, traceback):
        return leave(self.n, kind)


class acm:
    def __init__(self, n):
        self.n = n

    async def __aenter__(self):
        run.log.append(("enter", self.n))
        await Wait(self.n)
        return self.n

    async def __aexit__(self, kind, error, traceback):
        if run.decide(2):
            await Wait(self.n)
        return leave(self.n, kind)
