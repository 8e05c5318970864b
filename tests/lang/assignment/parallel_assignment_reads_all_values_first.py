# Values are evaluated before anything is stored, and stored from left to right.
def swap(a, b):
    a, b = b, a
    return a, b


def rotate(a, b, c):
    a, b, c = b, c, a
    a, b, c = c, a, b
    a, b, c = b, c, a
    return a, b, c


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def reverse(items):
    left, right = 0, len(items) - 1
    while left < right:
        items[left], items[right] = items[right], items[left]
        left, right = left + 1, right - 1
    return items


def pointers(nodes):
    before, at = None, nodes
    while at:
        at[1], before, at = before, at, at[1]
    return before


def index_changes_first(a, items):
    a, items[a] = 2, a
    return a, items


def index_changes_in_the_target(a, items):
    items[(a := 1)], b = a, a
    return a, b, items


def value_changes_later(a, b):
    c, d = a, (a := b)
    return a, c, d


def value_is_a_target_too(a, b):
    a, b = b, (a := 7)
    return a, b


def nested_target(a, b):
    (a, b), a = (b, a), b
    return a, b


def same_target_twice(a, b):
    a, a = b, a
    return a, b


def swapped_in_closure(a, b):
    def read():
        return a, b
    a, b = b, a
    return read()


def unbound(a):
    try:
        a, b = b, a
    except UnboundLocalError as error:
        print(error)
    return a


def nothing_stored_when_one_fails(a, b):
    try:
        a, b = b, a // 0
    except ZeroDivisionError:
        return a, b


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def released_in_order():
    a, b = Noisy("first"), Noisy("second")
    a, b = b, a
    print("swapped")
    a, b = b, None
    print("shifted")
    a, b = None, a
    print("ends with", a, b.name)


def swapped_again_and_again(a, b):
    for _ in range(1001):
        a, b = b, a
    return a, b


print(swap("x", "y"), swap(1, [2]), rotate(1, "2", [3]), fibonacci(90))
print(reverse(list("abcde")), pointers(["x", ["y", ["z", None]]]))
print(index_changes_first(0, [5, 5, 5]), index_changes_in_the_target(0, [5, 5, 5]))
print(value_changes_later(1, 2), value_is_a_target_too(1, 2), nested_target(1, 2), same_target_twice(1, 2))
print(swapped_in_closure(1, 2), unbound(1), nothing_stored_when_one_fails(1, 2))
released_in_order()
print(swapped_again_and_again("odd", "even"))

# expect: ('y', 'x') ([2], 1) ('2', [3], 1) 2880067194370816120
# expect: ['e', 'd', 'c', 'b', 'a'] ['z', ['y', ['x', None]]]
# expect: (2, [5, 5, 0]) (1, 0, [5, 0, 5])
# expect: (2, 1, 2) (2, 7) (2, 1) (1, 2)
# expect: cannot access local variable 'b' where it is not associated with a value
# expect: (2, 1) 1 (1, 2)
# expect: swapped
# expect: gone: second
# expect: shifted
# expect: ends with None first
# expect: gone: first
# expect: ('even', 'odd')
