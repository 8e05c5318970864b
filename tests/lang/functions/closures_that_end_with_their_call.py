# A closure that nobody holds but its call ends with it, and what it holds may run Python code then.
import gc


class Noisy:
    value = 5

    def __del__(self):
        def deep(n):
            return sum([i for i in range(n)]) if n < 3 else deep(n - 1)

        log.append(deep(30))
        gc.collect()


log = []


def closure():
    noisy = Noisy()

    def inner(a=1):
        return noisy.value + a

    return inner


def failing():
    noisy = Noisy()

    def inner():
        raise ValueError(noisy.value)

    return inner


def caught():
    try:
        failing()()
    except ValueError as error:
        return error.args


def each():
    yield closure()()
    yield closure()(5)


def class_beside_noise():
    noisy = Noisy()

    class Result:
        value = 7

    return Result


def class_from_closure():
    noisy = Noisy()

    def inner():
        class Result:
            value = 5

        return Result if noisy.value else None

    return inner


for _ in range(5):
    results = [closure()(), closure()(2), closure()(a=3), closure()(*[4]), *each(), *map(closure(), [7])]
    results.append(caught())
    found = class_beside_noise()
    made = class_from_closure()()
    results += [found.value, found.__name__, made.value, [c.value for c in (class_beside_noise(), class_from_closure()())]]
print(results)
print(len(log), set(log))

# The thread's innermost frame is the outermost one, too.
import threading

t = threading.Thread(target=closure())
t.start()
t.join()
print(len(log))

# expect: [6, 7, 8, 9, 6, 10, 12, (5,), 7, 'Result', 5, [7, 5]]
# expect: 60 {1}
# expect: 61
