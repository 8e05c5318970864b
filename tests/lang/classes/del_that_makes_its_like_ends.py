"""A finalizer that makes another object like its own ends as any endless recursion does: with RecursionError, which is reported."""

import contextlib
import io


def report_of(make):
    text = io.StringIO()
    with contextlib.redirect_stderr(text):
        make()
    lines = text.getvalue().splitlines()
    return lines[0].partition(" at ")[0], lines[-1].partition(" while ")[0]


class Like:
    def __del__(self):
        Like()


class Named:
    def __del__(self):
        other = Named()
        del other


box = [None]


class Stored:
    def __del__(self):
        box[0] = Stored()
        box[0] = None


class Held:
    def __init__(self):
        self.items = [[[self.__class__.__name__]]]

    def __del__(self):
        holder = [[[Held()]]]
        del holder


for cls in Like, Named, Stored, Held:
    print(cls.__name__, report_of(cls))
print("end")

# expect-before-3.15: Like ('Exception ignored in: <function Like.__del__', 'RecursionError: maximum recursion depth exceeded')
# expect-before-3.15: Named ('Exception ignored in: <function Named.__del__', 'RecursionError: maximum recursion depth exceeded')
# expect-before-3.15: Stored ('Exception ignored in: <function Stored.__del__', 'RecursionError: maximum recursion depth exceeded')
# expect-before-3.15: Held ('Exception ignored in: <function Held.__del__', 'RecursionError: maximum recursion depth exceeded')
# expect-since-3.15: Like ('Exception ignored while calling deallocator <function Like.__del__', 'RecursionError: maximum recursion depth exceeded')
# expect-since-3.15: Named ('Exception ignored while calling deallocator <function Named.__del__', 'RecursionError: maximum recursion depth exceeded')
# expect-since-3.15: Stored ('Exception ignored while calling deallocator <function Stored.__del__', 'RecursionError: maximum recursion depth exceeded')
# expect-since-3.15: Held ('Exception ignored while calling deallocator <function Held.__del__', 'RecursionError: maximum recursion depth exceeded')
# expect: end
