# Which frame a finalizer's caller is when a frame ends is up to the interpreter. It must end as every other one.
import sys

frames = []


class Asks:
    def __del__(self, frames=frames, asked=sys._getframe):
        frames.append(asked(1))


class Fails:
    def __init__(self, fails):
        Asks()
        self.asks = Asks()
        if fails:
            raise ValueError


class Wrong:
    def __init__(self):
        self.asks = Asks()
        return 1


def returns(x):
    asks, other, text = Asks(), [x], "x" * x
    return x


def returns_argument(x, *many):
    asks = Asks()
    a = b = c = d = e = f = g = h = i = j = k = l = m = n = o = p = q = [x]
    return many


def raises():
    asks, other = Asks(), []
    raise KeyError


def generates():
    asks = Asks()
    yield 1
    other = Asks()


def drops_a_generator():
    generator = generates()
    next(generator)


def keeps_a_callable(f, argument):
    return f(1, 2, key=argument)


def attempt(f, *arguments):
    try:
        f(*arguments)
    except (ValueError, TypeError, KeyError) as error:
        error.__traceback__ = None


def main():
    attempt(returns, 3)
    attempt(returns_argument, 1, 2, 3)
    attempt(raises)
    attempt(Fails, False)
    attempt(Fails, True)
    attempt(Wrong)
    attempt(list, generates())
    attempt(drops_a_generator)
    # The registers that they were in belong to others now.
    print(keeps_a_callable(lambda *a, key: (a, key), object))
    for frame in frames:
        kinds = {type(value).__name__ for value in frame.f_locals.values()}
        if not kinds <= {"int", "str", "list", "tuple", "function", "type", "Asks", "Fails", "Wrong", "bool", "generator", "KeyError", "ValueError",
                         "builtin_function_or_method", "TypeError", "frame", "set", "module"}:
            print("strange locals:", frame.f_code.co_name, kinds)
        if frame.f_code.co_name not in ("main", "attempt", "<module>") and len(frame.f_locals) > 2:
            print("not ended:", frame.f_code.co_name, frame.f_locals.keys())
    print(len(frames))
    frames.clear()


main()

# expect: ((1, 2), <class 'object'>)
# expect: 9
