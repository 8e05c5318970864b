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

# expect: int 3 [('DeprecationWarning', '__int__ returned non-int (type I)')]
# expect: error: __int__ returned non-int (type I)
# expect: int 1 [('DeprecationWarning', '__index__ returned non-int (type bool)')]
# expect: error: __index__ returned non-int (type bool)
# expect: int 2 [('DeprecationWarning', '__index__ returned non-int (type bool)')]
# expect: error: __index__ returned non-int (type bool)
# expect: float 2.0 [('DeprecationWarning', 'Float.__float__ returned non-float (type F)')]
# expect: error: Float.__float__ returned non-float (type F)
# expect: float 1.4142135623730951 [('DeprecationWarning', 'Float.__float__ returned non-float (type F)')]
# expect: error: Float.__float__ returned non-float (type F)
# expect: complex (2+0j) [('DeprecationWarning', '__complex__ returned non-complex (type K)')]
# expect: error: __complex__ returned non-complex (type K)
