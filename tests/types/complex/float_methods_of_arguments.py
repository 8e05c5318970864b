class F(float):
    __float__ = lambda self: 7.5
class I(int):
    __float__ = lambda self: 8.5
class C(complex):
    __float__ = lambda self: 9.5
class Wrong(float):
    __float__ = lambda self: 'text'
class Index:
    __index__ = lambda self: 3

print(complex(F(1.0)), complex(1, F(1.0)), complex(F(1), F(2)), complex(real=F(1)), complex(imag=F(1)))
print(complex(I(1)), complex(1, I(1)), complex(C(1j)), complex(1, C(1j)))
print(complex(Index()), complex(1, Index()), complex(True), complex(1 << 70, 2))
for args in (Wrong(1),), (1, Wrong(1)), ([],), (1, []):
    try:
        complex(*args)
    except TypeError as e:
        print(e if args[-1] != [] else 'TypeError')

# expect-before-3.15: (7.5+0j) (1+7.5j) (7.5+7.5j) (7.5+0j) 7.5j
# expect-since-3.15: (1+0j) (1+7.5j) (7.5+7.5j) (7.5+0j) 7.5j
# expect: (8.5+0j) (1+8.5j) 1j 0j
# expect: (3+0j) (1+3j) (1+0j) (1.1805916207174113e+21+2j)
# expect-before-3.15: Wrong.__float__ returned non-float (type str)
# expect-before-3.15: Wrong.__float__ returned non-float (type str)
# expect-since-3.15: Wrong.__float__() must return a float, not str
# expect: TypeError
# expect: TypeError
