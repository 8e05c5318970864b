# The int 0 from C to Python and back.
import ctypes
import importlib.util
import os
import shutil
import sys
import tempfile
import threading

import zeros


class Plain:
    number = 0


for where, mark, is_zero in zeros.look([0], {0: 0}, Plain()):
    print(where, mark, is_zero)

print(zeros.itself(0), zeros.itself(0) + 1, zeros.itself(0) is 0 * 1, zeros.itself(1), zeros.itself(False))
print(zeros.last(0), zeros.last(1, 0), zeros.last(1, end=0), zeros.last(*range(20), 0))


def received(*args, end=1):
    return all(type(each) is int and each == 0 and each + 1 == 1 for each in args), len(args), end + 1


print(zeros.call(received))
print(zeros.call(zeros.last))
print(zeros.call(lambda *args, end=0: sum(args) + end))
items = [1]
print(zeros.call_method(items), items, sorted(items))
for made in zeros.containers():
    print(made)
print(zeros.from_tuple(0, 1, 0), zeros.from_tuple(2, 0))

holder = zeros.Holder()
print(holder.object, holder.number, holder.property, list(holder), 0 in holder, holder.object + 1)
holder.object = 5
holder.object = 0
holder.number = 7
holder.number = 0
print(holder.object, holder.number, holder.property)
holder.property = 0
print(holder.object, holder.property, zeros.itself(holder.object))
print(list(map(zeros.itself, range(3))), sorted([2, 0, 1], key=zeros.itself), max([0, -1], key=zeros.itself), dict.fromkeys([zeros.itself(0)], zeros.itself(0)))

# By several threads, with what one has made.
results = []


def work():
    for _ in range(200):
        results.append((zeros.itself(0), zeros.call(zeros.last)[0], holder.property, zeros.containers()[0]))


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(results), set(results))

# A copy of the file is loaded so that all libraries find its symbols.
with tempfile.TemporaryDirectory() as folder:
    path = shutil.copy(zeros.__file__, folder)
    print(hasattr(ctypes.CDLL(None), "PyInit_zeros"))
    sys.setdlopenflags(os.RTLD_NOW | os.RTLD_GLOBAL)
    importlib.util.module_from_spec(importlib.util.spec_from_file_location("zeros", path))
    print(hasattr(ctypes.CDLL(None), "PyInit_zeros"))

# expect: FromLong 0 1
# expect: FromSsize_t 0 1
# expect: FromSize_t 0 1
# expect: FromUnsignedLongLong 0 1
# expect: FromLongLong 0 1
# expect: FromDouble 0 1
# expect: FromString 0 1
# expect: FromVoidPtr 0 1
# expect: Subtract 0 1
# expect: Long 0 1
# expect: BuildValue 0 1
# expect: And 0 1
# expect: tuple 0 1
# expect: list 0 1
# expect: list, inline 0 1
# expect: sequence 0 1
# expect: iterator 0 1
# expect: key 0 1
# expect: item 0 1
# expect: found 0 1
# expect: argument 0 1
# expect: attribute 0 1
# expect: call 0 1
# expect: 0 1 True 1 False
# expect: 0 0 0 0
# expect: ((True, 2, 1), (True, 20, 2), (True, 2, 1), (True, 2, 2), (True, 2, 2), (True, 1, 2))
# expect: (0, 0, 0, 0, 0, 0)
# expect: (0, 0, 0, 0, 0, 0)
# expect: None [0, 1] [0, 1]
# expect: (0, 0)
# expect: (0, 0)
# expect: (0, 0)
# expect: (0, 0)
# expect: [0, 0, 0]
# expect: {0: 0}
# expect: {0}
# expect: slice(0, 0, None)
# expect: (0, 0, 1, (0, 1, 0)) (2, 2, 0, (2, 0))
# expect: 0 0 0 [0, 0, 0] True 1
# expect: 0 0 0
# expect: 0 0 0
# expect: [0, 1, 2] [0, 1, 2] 0 {0: 0}
# expect: 600 {(0, 0, 0, (0, 0))}
# expect: False
# expect: True
