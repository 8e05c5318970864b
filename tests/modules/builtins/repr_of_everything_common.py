print(repr("a'b"), repr([1, "x", None]), repr((1,)), repr({1: "a"}), repr({1}))
print(repr(frozenset({2})), repr(b"q"), repr(1.0), repr(10**20), repr(True), repr(1j))
print(repr(range(3)), repr(slice(1)), repr(...), repr(int), repr(len), repr(ValueError("x")))
print(repr(NotImplemented), repr(bytearray(b"a")))


class C:
    def m(self):
        pass


print(repr(C), repr(type), repr(C.m).split(" at ")[0], repr(C().m).split(" of ")[0])
print(repr(C()).split(" at ")[0], repr(lambda: 0).split(" at ")[0])
print(repr((x for x in [])).split(" at ")[0])

# expect: "a'b" [1, 'x', None] (1,) {1: 'a'} {1}
# expect: frozenset({2}) b'q' 1.0 100000000000000000000 True 1j
# expect: range(0, 3) slice(None, 1, None) Ellipsis <class 'int'> <built-in function len> ValueError('x')
# expect: NotImplemented bytearray(b'a')
# expect: <class '__main__.C'> <class 'type'> <function C.m <bound method C.m
# expect: <__main__.C object <function <lambda>
# expect: <generator object <genexpr>
