import _operator
import operator


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


class InPlace:
    def __init__(self):
        self.done = []


for name in "add sub mul matmul floordiv truediv mod pow lshift rshift and or xor".split():
    def method(self, other, name=name):
        self.done.append((name, other))
        return self

    setattr(InPlace, f"__i{name}__", method)

target = InPlace()
for name in "iadd isub imul imatmul ifloordiv itruediv imod ipow ilshift irshift iand ior ixor".split():
    assert getattr(operator, name)(target, name) is target
print(target.done)
for source in """operator.isub(5, 3), operator.imul([1], 2), operator.ifloordiv(7, 2), operator.itruediv(7, 2), operator.imod('%d', 5), operator.ipow(2, 5)
operator.ilshift(1, 4), operator.irshift(16, 2), operator.iand({1, 2}, {2}), operator.ixor(5, 1), operator.ior({1}, {2}), operator.iconcat([1], (2,)), operator.iadd('a', 'b')
operator.iconcat(1, 2)
operator.isub('a', 1)
operator.imul('a', 'b')
operator.ipow(2, 3, 4)
operator.is_not(1, 1), operator.is_not([], []), operator.is_(None, None)
operator.invert(5), operator.inv(-1), operator.invert(True + 0)
operator.invert(1.5)
operator.ne(1, 2), operator.ne('a', 'a'), operator.ge(2, 2), operator.ge({1}, {1, 2}), operator.ge((1, 2), (1,))
operator.ge(1, 'a')
operator.ne(1)""".splitlines():
    show(source)
is_none, is_not_none = getattr(operator, "is_none", lambda x: x is None), getattr(operator, "is_not_none", lambda x: x is not None)
print(is_none(None), is_none(0), is_not_none(None), is_not_none([]))
items, table = [1, 2, 3, 4], {}
print(operator.setitem(items, 0, "first"), operator.setitem(items, slice(1, 3), "xy"), items, operator.setitem(table, "k", 1), table, operator.delitem(items, -1), operator.delitem(items, slice(0, 1)), items)
for source in ("operator.setitem(items, 10, 1)", "operator.setitem((), 0, 1)", "operator.delitem(table, 'x')", "operator.delitem('text', 0)", "operator.setitem(items, 0)"):
    show(source)
for source in ("_operator._compare_digest('abc', 'abc')", "_operator._compare_digest(b'abc', bytearray(b'abd'))", "_operator._compare_digest('abc', 'ab')", "_operator._compare_digest(b'', memoryview(b''))",
               "_operator._compare_digest('abc', b'abc')", "_operator._compare_digest('\\xe9', '\\xe9')", "_operator._compare_digest(5, 5)", "_operator._compare_digest('a')"):
    show(source)

# expect: [('add', 'iadd'), ('sub', 'isub'), ('mul', 'imul'), ('matmul', 'imatmul'), ('floordiv', 'ifloordiv'), ('truediv', 'itruediv'), ('mod', 'imod'), ('pow', 'ipow'), ('lshift', 'ilshift'), ('rshift', 'irshift'), ('and', 'iand'), ('or', 'ior'), ('xor', 'ixor')]
# expect: operator.isub(5, 3), operator.imul([1], 2), operator.ifloordiv(7, 2), operator.itruediv(7, 2), operator.imod('%d', 5), operator.ipow(2, 5) -> (2, [1, 1], 3, 3.5, '5', 32)
# expect: operator.ilshift(1, 4), operator.irshift(16, 2), operator.iand({1, 2}, {2}), operator.ixor(5, 1), operator.ior({1}, {2}), operator.iconcat([1], (2,)), operator.iadd('a', 'b') -> (16, 4, {2}, 4, {1, 2}, [1, 2], 'ab')
# expect: operator.iconcat(1, 2) -> TypeError
# expect: operator.isub('a', 1) -> TypeError
# expect: operator.imul('a', 'b') -> TypeError
# expect: operator.ipow(2, 3, 4) -> TypeError
# expect: operator.is_not(1, 1), operator.is_not([], []), operator.is_(None, None) -> (False, True, True)
# expect: operator.invert(5), operator.inv(-1), operator.invert(True + 0) -> (-6, 0, -2)
# expect: operator.invert(1.5) -> TypeError
# expect: operator.ne(1, 2), operator.ne('a', 'a'), operator.ge(2, 2), operator.ge({1}, {1, 2}), operator.ge((1, 2), (1,)) -> (True, False, True, False, True)
# expect: operator.ge(1, 'a') -> TypeError
# expect: operator.ne(1) -> TypeError
# expect: True False False True
# expect: None None ['x', 'y'] None {'k': 1} None None ['x', 'y']
# expect: operator.setitem(items, 10, 1) -> IndexError list assignment index out of range
# expect: operator.setitem((), 0, 1) -> TypeError
# expect: operator.delitem(table, 'x') -> KeyError 'x'
# expect: operator.delitem('text', 0) -> TypeError
# expect: operator.setitem(items, 0) -> TypeError
# expect: _operator._compare_digest('abc', 'abc') -> True
# expect: _operator._compare_digest(b'abc', bytearray(b'abd')) -> False
# expect: _operator._compare_digest('abc', 'ab') -> False
# expect: _operator._compare_digest(b'', memoryview(b'')) -> True
# expect: _operator._compare_digest('abc', b'abc') -> TypeError
# expect: _operator._compare_digest('\xe9', '\xe9') -> TypeError
# expect: _operator._compare_digest(5, 5) -> TypeError
# expect: _operator._compare_digest('a') -> TypeError
