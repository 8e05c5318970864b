import operator as op

print(op.add(1, 2), op.itemgetter(1)("abc"), op.itemgetter(0, 2)([5, 6, 7]))
print(op.attrgetter("real")(3), op.attrgetter("real", "imag")(1j), op.methodcaller("upper")("a"))
print(op.methodcaller("split", ",", 1)("a,b,c"))
print(op.contains([1], 1), op.getitem({"k": 1}, "k"), op.index(True), op.truth([]), op.not_(0))
print(op.concat("a", "b"), op.countOf([1, 1], 1), op.indexOf("abc", "c"), op.floordiv(7, 2))
print(op.iadd([1], [2]), op.lt(1, 2), op.is_(None, None), op.inv(5), op.matmul.__name__)

# expect: 3 b (5, 7)
# expect: 3 (0.0, 1.0) A
# expect: ['a', 'b,c']
# expect: True 1 1 False True
# expect: ab 2 2 3
# expect: [1, 2] True True -6 matmul
