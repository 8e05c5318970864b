# Threads of C that nest by a count of their own, and callers that C++ looks at.
import os
import threading

import nesting


def one_argument(first):
    name, file, arguments = nesting.caller()
    return name, os.path.basename(file), arguments


def with_variables(first, *rest):
    second = first + 1
    given = nesting.variables()
    second = 0
    return given


class Shape:
    def area(self, factor, *rest, unit=1):
        return nesting.caller()[::2]


print(one_argument(1), Shape().area(2), (lambda: nesting.caller()[::2])())
seen = []
print(with_variables(1, 2), nesting.variables()[1] is globals())
print(nesting.attached())
print(nesting.depth(), nesting.nest(seen), seen, nesting.depth())


def in_a_thread():
    mine = []
    found.append((nesting.depth(), nesting.nest(mine), mine))


found = []
threads = [threading.Thread(target=in_a_thread) for _ in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
print(found == [found[0]] * 3, found[0][:2])


def fail(depth):
    return 1 // depth + fail(depth - 1)


try:
    fail(2)
except ZeroDivisionError as error:
    print(nesting.functions_of(error.__traceback__))

# expect: ('one_argument', 'test_nesting.py', 1) ('area', 2) ('<lambda>', 0)
# expect: (1, {'first': 1, 'rest': (2,), 'second': 2}) True
# expect: (1, 0, 1)
# expect: 1 1 [('outer', 1), ('inner', 2), ('after', 1), ('here', 2)] 1
# expect: True (1, 1)
# expect: ['<module>', 'fail', 'fail', 'fail']
