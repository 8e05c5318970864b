"""Reading what both threads share: no lock is needed, no shared cache line should be written."""

import _scaling
from _scaling import shared

LIMIT = 10


class Node:
    kind = 5

    def __init__(self):
        self.value = [1]
        self.number = 3

    def get(self):
        return self.number

    @property
    def doubled(self):
        return self.number * 2

    @classmethod
    def class_side(cls):
        return cls.kind

    @staticmethod
    def static_side():
        return 1


class Child(Node):
    def get(self):
        return super().get()


@shared(lambda: [[i] for i in range(100)])
def list_index(items, n):
    for i in range(n):
        items[i % 100]


@shared(lambda: [[i] for i in range(64)])
def list_iteration(items, n):
    for _ in range(n // 64):
        for item in items:
            pass


@shared(lambda: tuple([i] for i in range(64)))
def tuple_iteration(items, n):
    for _ in range(n // 64):
        for item in items:
            pass


@shared(lambda: {f"k{i}": [i] for i in range(64)})
def dict_lookup(table, n):
    for _ in range(n):
        table["k7"]


@shared(lambda: {i: [i] for i in range(64)})
def dict_get(table, n):
    for i in range(n):
        table.get(i & 63)


@shared(lambda: {f"k{i}": [i] for i in range(64)})
def dict_iteration(table, n):
    for _ in range(n // 64):
        for key, value in table.items():
            pass


@shared(lambda: {str(i) for i in range(64)})
def set_membership(items, n):
    for _ in range(n):
        "17" in items


@shared(Node)
def attribute_of_instance(node, n):
    for _ in range(n):
        node.value


@shared(Node)
def attribute_of_class(node, n):
    for _ in range(n):
        node.kind


@shared(Node)
def method_call(node, n):
    for _ in range(n):
        node.get()


@shared(lambda: Node().get)
def bound_method_call(get, n):
    for _ in range(n):
        get()


@shared(Child)
def super_call(node, n):
    for _ in range(n):
        node.get()


@shared(Node)
def property_read(node, n):
    for _ in range(n):
        node.doubled


@shared(Node)
def class_and_static_methods(node, n):
    for _ in range(n):
        Node.class_side()
        Node.static_side()


@shared()
def global_variable(state, n):
    for _ in range(n):
        LIMIT


@shared()
def builtin_function(state, n):
    text = "abc"
    for _ in range(n):
        len(text)


@shared(Node)
def isinstance_check(node, n):
    for _ in range(n):
        isinstance(node, Node)


def make_closure():
    captured = [1, 2]

    def inner():
        return captured

    return inner


@shared(make_closure)
def closure_call(function, n):
    for _ in range(n):
        function()


class Problem(Exception):
    pass


@shared()
def raising_a_shared_class(state, n):
    for _ in range(n):
        try:
            raise Problem
        except Problem:
            pass


@shared(lambda: "shared text of some length")
def shared_string(text, n):
    for _ in range(n):
        text[3:9]


@shared(lambda: [1.5] * 64)
def comprehension_over_shared_list(items, n):
    for _ in range(n // 64):
        [x * 2.0 for x in items]


@shared(lambda: [1.5] * 16)
def copies_of_a_list(items, n):
    for _ in range(n):
        items.copy()


@shared(lambda: [1.5] * 16)
def sum_of_a_slice(items, n):
    for _ in range(n):
        sum(items[2:10])


_scaling.report()
