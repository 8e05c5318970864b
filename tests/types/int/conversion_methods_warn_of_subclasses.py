import math, operator, warnings

class I(int): pass
class F(float): pass
class K(complex): pass
class Int:
    def __int__(self): return I(3)
class Index:
    def __index__(self): return True
class Float:
    def __float__(self): return F(2)
class Complex:
    def __complex__(self): return K(2)

def show(function):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = function()
    print(type(result).__name__, result, [(w.category.__name__, str(w.message).split(".  ")[0]) for w in caught])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            function()
        except DeprecationWarning as warning:
            print("error:", str(warning).split(".  ")[0])

show(lambda: int(Int()))
show(lambda: operator.index(Index()))
show(lambda: [1, 2][Index()])
show(lambda: float(Float()))
show(lambda: math.sqrt(Float()))
show(lambda: complex(Complex()))

# expect-before-3.15: int 3 [('DeprecationWarning', '__int__ returned non-int (type I)')]
# expect-before-3.15: error: __int__ returned non-int (type I)
# expect-before-3.15: int 1 [('DeprecationWarning', '__index__ returned non-int (type bool)')]
# expect-before-3.15: error: __index__ returned non-int (type bool)
# expect-before-3.15: int 2 [('DeprecationWarning', '__index__ returned non-int (type bool)')]
# expect-before-3.15: error: __index__ returned non-int (type bool)
# expect-before-3.15: float 2.0 [('DeprecationWarning', 'Float.__float__ returned non-float (type F)')]
# expect-before-3.15: error: Float.__float__ returned non-float (type F)
# expect-before-3.15: float 1.4142135623730951 [('DeprecationWarning', 'Float.__float__ returned non-float (type F)')]
# expect-before-3.15: error: Float.__float__ returned non-float (type F)
# expect-before-3.15: complex (2+0j) [('DeprecationWarning', '__complex__ returned non-complex (type K)')]
# expect-before-3.15: error: __complex__ returned non-complex (type K)
# expect-since-3.15: int 3 [('DeprecationWarning', 'Int.__int__() must return an int, not I')]
# expect-since-3.15: error: Int.__int__() must return an int, not I
# expect-since-3.15: int 1 [('DeprecationWarning', 'Index.__index__() must return an int, not bool')]
# expect-since-3.15: error: Index.__index__() must return an int, not bool
# expect-since-3.15: int 2 [('DeprecationWarning', 'Index.__index__() must return an int, not bool')]
# expect-since-3.15: error: Index.__index__() must return an int, not bool
# expect-since-3.15: float 2.0 [('DeprecationWarning', 'Float.__float__() must return a float, not F')]
# expect-since-3.15: error: Float.__float__() must return a float, not F
# expect-since-3.15: float 1.4142135623730951 [('DeprecationWarning', 'Float.__float__() must return a float, not F')]
# expect-since-3.15: error: Float.__float__() must return a float, not F
# expect-since-3.15: complex (2+0j) [('DeprecationWarning', 'Complex.__complex__() must return a complex, not K')]
# expect-since-3.15: error: Complex.__complex__() must return a complex, not K
