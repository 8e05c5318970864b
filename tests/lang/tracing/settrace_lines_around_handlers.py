# A tracer sees the lines of try statements in the order in which they run, wherever the code of their handlers lies.
import sys


def lines_of(function, *args):
    first = function.__code__.co_firstlineno
    seen = []

    def trace(frame, event, arg):
        if frame.f_code is not function.__code__:
            return None
        if event in ("line", "exception", "return"):
            seen.append(f"{event[0]}{frame.f_lineno - first}")
        return trace
    sys.settrace(trace)
    try:
        function(*args)
    except ArithmeticError:
        seen.append("raised")
    finally:
        sys.settrace(None)
    print(function.__name__, *seen)


def nothing_raised(n):
    for i in range(n):
        try:
            pass
        except ValueError:
            pass
        try:
            x = i
        except ValueError:
            x = 0
    return x


def raised_and_caught(n):
    for i in range(n):
        try:
            x = 1 // (i % 2)
        except ZeroDivisionError as error:
            x = error
        else:
            x += 1
    return x


def ends_with_a_handler(n):
    try:
        return 1 // n
    except ZeroDivisionError:
        pass


def continues_and_breaks(n):
    while n:
        n -= 1
        try:
            if n == 3:
                continue
            1 // (n - 2)
        except ZeroDivisionError:
            continue
        finally:
            if n == 1:
                break
    return n


def handler_in_a_handler(n):
    try:
        1 // n
    except ZeroDivisionError:
        try:
            [][n]
        except IndexError:
            n = 1
        n += 1
    return n


def not_caught(n):
    try:
        1 // n
    except ValueError:
        n = 1
    finally:
        n = 2
    return n


class Suppressing:
    def __enter__(self):
        return self

    def __exit__(self, *what):
        return True


def suppressed(n):
    with Suppressing(), Suppressing():
        1 // n
    with Suppressing(): n += 1
    return n


lines_of(nothing_raised, 2)
lines_of(raised_and_caught, 3)
lines_of(ends_with_a_handler, 0)
lines_of(ends_with_a_handler, 1)
lines_of(continues_and_breaks, 5)
lines_of(handler_in_a_handler, 0)
lines_of(not_caught, 0)
lines_of(not_caught, 1)
lines_of(suppressed, 0)

# expect: nothing_raised l1 l2 l3 l6 l7 l1 l2 l3 l6 l7 l1 l10 r10
# expect: raised_and_caught l1 l2 l3 e3 l4 l5 l1 l2 l3 l7 l1 l2 l3 e3 l4 l5 l1 l8 r8
# expect: ends_with_a_handler l1 l2 e2 l3 l4 r4
# expect: ends_with_a_handler l1 l2 r2
# expect: continues_and_breaks l1 l2 l3 l4 l6 l10 l1 l2 l3 l4 l5 l10 l1 l2 l3 l4 l6 e6 l7 l8 l10 l1 l2 l3 l4 l6 l10 l11 l12 r12
# expect: handler_in_a_handler l1 l2 e2 l3 l4 l5 e5 l6 l7 l8 l9 r9
# expect: not_caught l1 l2 e2 l3 l6 r6 raised
# expect: not_caught l1 l2 l6 l7 r7
# expect: suppressed l1 l2 e2 l1 l3 l4 r4
