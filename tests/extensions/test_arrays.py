# C code that has the struct of array.array compiled in, and Python code that goes on with what it has made.
from array import array

import arrays

print(arrays.size_of_struct() == array.__basicsize__)
for code in "bBhHiIlLqQfd":
    print(arrays.parts(array(code, [65, 66])), arrays.parts(array(code)))

made = arrays.like(array("h", range(3)), 1)
print(type(made).__name__, made.tolist())
made.append(5)
made.extend(array("h", range(100)))
print(len(made), made[3], made[-1])

numbers = array("q", range(5))
print(arrays.resize(numbers, 1000), numbers[4], numbers[999])
numbers.append(7)
print(arrays.resize(numbers, 3), numbers.tolist(), numbers.itemsize, numbers.buffer_info()[1])
del numbers[:]
print(numbers, arrays.parts(numbers)[3])

arrays.write(made, 0, 300)
print(made[0], arrays.write(made, -1, 5), made[-1])
for index, item in (0, 70_000), (-1, 70_000), (0, "x"):
    try:
        arrays.write(made, index, item)
    except (OverflowError, TypeError) as error:
        print(type(error).__name__, error)
for _ in range(1000):
    arrays.resize(made, 2000)
    arrays.resize(made, 1)
    made.extend(range(500))
print(len(made), made[0], made[-1])


class Wider(array):
    pass


wide = arrays.like(Wider("d", [1.0, 2.0]), 0)
wide.name = "kept"
print(type(wide).__name__, list(wide), wide.name)

# expect: True
# expect: ('b', 1, 65, 2, 1) ('b', 1, None, 0, 0)
# expect: ('B', 1, 65, 2, 1) ('B', 1, None, 0, 0)
# expect: ('h', 2, 65, 2, 1) ('h', 2, None, 0, 0)
# expect: ('H', 2, 65, 2, 1) ('H', 2, None, 0, 0)
# expect: ('i', 4, 65, 2, 1) ('i', 4, None, 0, 0)
# expect: ('I', 4, 65, 2, 1) ('I', 4, None, 0, 0)
# expect: ('l', 8, 65, 2, 1) ('l', 8, None, 0, 0)
# expect: ('L', 8, 65, 2, 1) ('L', 8, None, 0, 0)
# expect: ('q', 8, 65, 2, 1) ('q', 8, None, 0, 0)
# expect: ('Q', 8, 65, 2, 1) ('Q', 8, None, 0, 0)
# expect: ('f', 4, 65.0, 2, 1) ('f', 4, None, 0, 0)
# expect: ('d', 8, 65.0, 2, 1) ('d', 8, None, 0, 0)
# expect: array [257, 257, 257]
# expect: 104 5 99
# expect: 1000 4 0
# expect: 3 [0, 1, 2] 8 3
# expect: array('q') 0
# expect: 300 None 99
# expect: OverflowError signed short integer is greater than maximum
# expect: OverflowError signed short integer is greater than maximum
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: 501 300 499
# expect: Wider [0.0, 0.0] kept
