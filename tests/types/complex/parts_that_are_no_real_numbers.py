# complex(real, imag) wants real numbers. Complex ones are taken with a warning since 3.14.
import warnings
class WithComplex:
    def __complex__(self): return 4.25 + 1j
class WithFloat:
    def __float__(self): return 2.5
class Sub(complex): pass
class Other:
    __module__ = "there"
values = 1, 1.5, 2j, Sub(3j), WithComplex(), WithFloat(), Other(), None, "1", b"1"
def show(*args, **named):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = complex(*args, **named)
        except TypeError as e:
            result = e
    print(result, *[w.message for w in caught], sep="; ")
for a in values:
    show(a)
    show(real=a)
    show(imag=a)
    show(a, imag=1)
    for b in values: show(a, b)

# expect: (1+0j)
# expect: (1+0j)
# expect: 1j
# expect: (1+1j)
# expect: (1+1j)
# expect: (1+1.5j)
# expect-before-3.14: (-1+0j)
# expect-before-3.14: (-2+0j)
# expect-before-3.14: complex() second argument must be a number, not 'WithComplex'
# expect-since-3.14: (-1+0j); complex() argument 'imag' must be a real number, not complex
# expect-since-3.14: (-2+0j); complex() argument 'imag' must be a real number, not Sub
# expect-since-3.14: complex() argument 'imag' must be a real number, not WithComplex
# expect: (1+2.5j)
# expect-before-3.14: complex() second argument must be a number, not 'Other'
# expect-before-3.14: complex() second argument must be a number, not 'NoneType'
# expect-before-3.14: complex() second arg can't be a string
# expect-before-3.14: complex() second argument must be a number, not 'bytes'
# expect-since-3.14: complex() argument 'imag' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'imag' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'imag' must be a real number, not str
# expect-since-3.14: complex() argument 'imag' must be a real number, not bytes
# expect: (1.5+0j)
# expect: (1.5+0j)
# expect: 1.5j
# expect: (1.5+1j)
# expect: (1.5+1j)
# expect: (1.5+1.5j)
# expect-before-3.14: (-0.5+0j)
# expect-before-3.14: (-1.5+0j)
# expect-before-3.14: complex() second argument must be a number, not 'WithComplex'
# expect-since-3.14: (-0.5+0j); complex() argument 'imag' must be a real number, not complex
# expect-since-3.14: (-1.5+0j); complex() argument 'imag' must be a real number, not Sub
# expect-since-3.14: complex() argument 'imag' must be a real number, not WithComplex
# expect: (1.5+2.5j)
# expect-before-3.14: complex() second argument must be a number, not 'Other'
# expect-before-3.14: complex() second argument must be a number, not 'NoneType'
# expect-before-3.14: complex() second arg can't be a string
# expect-before-3.14: complex() second argument must be a number, not 'bytes'
# expect-since-3.14: complex() argument 'imag' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'imag' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'imag' must be a real number, not str
# expect-since-3.14: complex() argument 'imag' must be a real number, not bytes
# expect: 2j
# expect-before-3.14: 2j
# expect-before-3.14: (-2+0j)
# expect-since-3.14: 2j; complex() argument 'real' must be a real number, not complex
# expect-since-3.14: (-2+0j); complex() argument 'imag' must be a real number, not complex
# expect-since-3.14: 3j; complex() argument 'real' must be a real number, not complex
# expect-since-3.14: 3j; complex() argument 'real' must be a real number, not complex
# expect-since-3.14: 3.5j; complex() argument 'real' must be a real number, not complex
# expect-since-3.14: (-2+2j); complex() argument 'real' must be a real number, not complex; complex() argument 'imag' must be a real number, not complex
# expect-since-3.14: (-3+2j); complex() argument 'real' must be a real number, not complex; complex() argument 'imag' must be a real number, not Sub
# expect-since-3.14: complex() argument 'imag' must be a real number, not WithComplex
# expect-since-3.14: 4.5j; complex() argument 'real' must be a real number, not complex
# expect-since-3.14: complex() argument 'imag' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'imag' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'imag' must be a real number, not str
# expect-since-3.14: complex() argument 'imag' must be a real number, not bytes
# expect: 3j
# expect-before-3.14: 3j
# expect-before-3.14: 3.5j
# expect-before-3.14: (-2+2j)
# expect-before-3.14: (-3+2j)
# expect-before-3.14: complex() second argument must be a number, not 'WithComplex'
# expect-before-3.14: 4.5j
# expect-before-3.14: complex() second argument must be a number, not 'Other'
# expect-before-3.14: complex() second argument must be a number, not 'NoneType'
# expect-before-3.14: complex() second arg can't be a string
# expect-before-3.14: complex() second argument must be a number, not 'bytes'
# expect-before-3.14: 3j
# expect-before-3.14: 3j
# expect-before-3.14: (-3+0j)
# expect-before-3.14: 4j
# expect-before-3.14: 4j
# expect-before-3.14: 4.5j
# expect-before-3.14: (-2+3j)
# expect-before-3.14: (-3+3j)
# expect-before-3.14: complex() second argument must be a number, not 'WithComplex'
# expect-before-3.14: 5.5j
# expect-before-3.14: complex() second argument must be a number, not 'Other'
# expect-before-3.14: complex() second argument must be a number, not 'NoneType'
# expect-before-3.14: complex() second arg can't be a string
# expect-before-3.14: complex() second argument must be a number, not 'bytes'
# expect-since-3.14: 3j; complex() argument 'real' must be a real number, not Sub
# expect-since-3.14: (-3+0j); complex() argument 'imag' must be a real number, not Sub
# expect-since-3.14: 4j; complex() argument 'real' must be a real number, not Sub
# expect-since-3.14: 4j; complex() argument 'real' must be a real number, not Sub
# expect-since-3.14: 4.5j; complex() argument 'real' must be a real number, not Sub
# expect-since-3.14: (-2+3j); complex() argument 'real' must be a real number, not Sub; complex() argument 'imag' must be a real number, not complex
# expect-since-3.14: (-3+3j); complex() argument 'real' must be a real number, not Sub; complex() argument 'imag' must be a real number, not Sub
# expect-since-3.14: complex() argument 'imag' must be a real number, not WithComplex
# expect-since-3.14: 5.5j; complex() argument 'real' must be a real number, not Sub
# expect-since-3.14: complex() argument 'imag' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'imag' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'imag' must be a real number, not str
# expect-since-3.14: complex() argument 'imag' must be a real number, not bytes
# expect: (4.25+1j)
# expect-before-3.14: (4.25+1j)
# expect-before-3.14: complex() second argument must be a number, not 'WithComplex'
# expect-before-3.14: (4.25+2j)
# expect-before-3.14: (4.25+2j)
# expect-before-3.14: (4.25+2.5j)
# expect-before-3.14: (2.25+1j)
# expect-before-3.14: (1.25+1j)
# expect-before-3.14: complex() second argument must be a number, not 'WithComplex'
# expect-before-3.14: (4.25+3.5j)
# expect-before-3.14: complex() second argument must be a number, not 'Other'
# expect-before-3.14: complex() second argument must be a number, not 'NoneType'
# expect-before-3.14: complex() second arg can't be a string
# expect-before-3.14: complex() second argument must be a number, not 'bytes'
# expect-since-3.14: (4.25+1j); complex() argument 'real' must be a real number, not WithComplex
# expect-since-3.14: complex() argument 'imag' must be a real number, not WithComplex
# expect-since-3.14: (4.25+2j); complex() argument 'real' must be a real number, not WithComplex
# expect-since-3.14: (4.25+2j); complex() argument 'real' must be a real number, not WithComplex
# expect-since-3.14: (4.25+2.5j); complex() argument 'real' must be a real number, not WithComplex
# expect-since-3.14: (2.25+1j); complex() argument 'real' must be a real number, not WithComplex; complex() argument 'imag' must be a real number, not complex
# expect-since-3.14: (1.25+1j); complex() argument 'real' must be a real number, not WithComplex; complex() argument 'imag' must be a real number, not Sub
# expect-since-3.14: complex() argument 'imag' must be a real number, not WithComplex
# expect-since-3.14: (4.25+3.5j); complex() argument 'real' must be a real number, not WithComplex
# expect-since-3.14: complex() argument 'imag' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'imag' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'imag' must be a real number, not str
# expect-since-3.14: complex() argument 'imag' must be a real number, not bytes
# expect: (2.5+0j)
# expect: (2.5+0j)
# expect: 2.5j
# expect: (2.5+1j)
# expect: (2.5+1j)
# expect: (2.5+1.5j)
# expect-before-3.14: (0.5+0j)
# expect-before-3.14: (-0.5+0j)
# expect-before-3.14: complex() second argument must be a number, not 'WithComplex'
# expect-since-3.14: (0.5+0j); complex() argument 'imag' must be a real number, not complex
# expect-since-3.14: (-0.5+0j); complex() argument 'imag' must be a real number, not Sub
# expect-since-3.14: complex() argument 'imag' must be a real number, not WithComplex
# expect: (2.5+2.5j)
# expect-before-3.14: complex() second argument must be a number, not 'Other'
# expect-before-3.14: complex() second argument must be a number, not 'NoneType'
# expect-before-3.14: complex() second arg can't be a string
# expect-before-3.14: complex() second argument must be a number, not 'bytes'
# expect-before-3.14: complex() first argument must be a string or a number, not 'Other'
# expect-before-3.14: complex() first argument must be a string or a number, not 'Other'
# expect-before-3.14: complex() second argument must be a number, not 'Other'
# expect-before-3.14: complex() first argument must be a string or a number, not 'Other'
# expect-before-3.14: complex() first argument must be a string or a number, not 'Other'
# expect-before-3.14: complex() first argument must be a string or a number, not 'Other'
# expect-before-3.14: complex() first argument must be a string or a number, not 'Other'
# expect-before-3.14: complex() first argument must be a string or a number, not 'Other'
# expect-before-3.14: complex() first argument must be a string or a number, not 'Other'
# expect-before-3.14: complex() first argument must be a string or a number, not 'Other'
# expect-before-3.14: complex() first argument must be a string or a number, not 'Other'
# expect-before-3.14: complex() first argument must be a string or a number, not 'Other'
# expect-before-3.14: complex() second arg can't be a string
# expect-before-3.14: complex() first argument must be a string or a number, not 'Other'
# expect-before-3.14: complex() first argument must be a string or a number, not 'NoneType'
# expect-before-3.14: complex() first argument must be a string or a number, not 'NoneType'
# expect-before-3.14: complex() second argument must be a number, not 'NoneType'
# expect-before-3.14: complex() first argument must be a string or a number, not 'NoneType'
# expect-before-3.14: complex() first argument must be a string or a number, not 'NoneType'
# expect-before-3.14: complex() first argument must be a string or a number, not 'NoneType'
# expect-before-3.14: complex() first argument must be a string or a number, not 'NoneType'
# expect-before-3.14: complex() first argument must be a string or a number, not 'NoneType'
# expect-before-3.14: complex() first argument must be a string or a number, not 'NoneType'
# expect-before-3.14: complex() first argument must be a string or a number, not 'NoneType'
# expect-before-3.14: complex() first argument must be a string or a number, not 'NoneType'
# expect-before-3.14: complex() first argument must be a string or a number, not 'NoneType'
# expect-before-3.14: complex() second arg can't be a string
# expect-before-3.14: complex() first argument must be a string or a number, not 'NoneType'
# expect-since-3.14: complex() argument 'imag' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'imag' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'imag' must be a real number, not str
# expect-since-3.14: complex() argument 'imag' must be a real number, not bytes
# expect-since-3.14: complex() argument must be a string or a number, not there.Other
# expect-since-3.14: complex() argument 'real' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'imag' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'real' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'real' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'real' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'real' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'real' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'real' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'real' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'real' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'real' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'real' must be a real number, not there.Other
# expect-since-3.14: complex() argument 'real' must be a real number, not there.Other
# expect-since-3.14: complex() argument must be a string or a number, not NoneType
# expect-since-3.14: complex() argument 'real' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'imag' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'real' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'real' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'real' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'real' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'real' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'real' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'real' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'real' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'real' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'real' must be a real number, not NoneType
# expect-since-3.14: complex() argument 'real' must be a real number, not NoneType
# expect: (1+0j)
# expect-before-3.14: (1+0j)
# expect-before-3.14: complex() second arg can't be a string
# expect-before-3.14: complex() can't take second arg if first is a string
# expect-before-3.14: complex() can't take second arg if first is a string
# expect-before-3.14: complex() can't take second arg if first is a string
# expect-before-3.14: complex() can't take second arg if first is a string
# expect-before-3.14: complex() can't take second arg if first is a string
# expect-before-3.14: complex() can't take second arg if first is a string
# expect-before-3.14: complex() can't take second arg if first is a string
# expect-before-3.14: complex() can't take second arg if first is a string
# expect-before-3.14: complex() can't take second arg if first is a string
# expect-before-3.14: complex() can't take second arg if first is a string
# expect-before-3.14: complex() can't take second arg if first is a string
# expect-before-3.14: complex() first argument must be a string or a number, not 'bytes'
# expect-before-3.14: complex() first argument must be a string or a number, not 'bytes'
# expect-before-3.14: complex() second argument must be a number, not 'bytes'
# expect-before-3.14: complex() first argument must be a string or a number, not 'bytes'
# expect-before-3.14: complex() first argument must be a string or a number, not 'bytes'
# expect-before-3.14: complex() first argument must be a string or a number, not 'bytes'
# expect-before-3.14: complex() first argument must be a string or a number, not 'bytes'
# expect-before-3.14: complex() first argument must be a string or a number, not 'bytes'
# expect-before-3.14: complex() first argument must be a string or a number, not 'bytes'
# expect-before-3.14: complex() first argument must be a string or a number, not 'bytes'
# expect-before-3.14: complex() first argument must be a string or a number, not 'bytes'
# expect-before-3.14: complex() first argument must be a string or a number, not 'bytes'
# expect-before-3.14: complex() second arg can't be a string
# expect-before-3.14: complex() first argument must be a string or a number, not 'bytes'
# expect-since-3.14: complex() argument 'real' must be a real number, not str
# expect-since-3.14: complex() argument 'imag' must be a real number, not str
# expect-since-3.14: complex() argument 'real' must be a real number, not str
# expect-since-3.14: complex() argument 'real' must be a real number, not str
# expect-since-3.14: complex() argument 'real' must be a real number, not str
# expect-since-3.14: complex() argument 'real' must be a real number, not str
# expect-since-3.14: complex() argument 'real' must be a real number, not str
# expect-since-3.14: complex() argument 'real' must be a real number, not str
# expect-since-3.14: complex() argument 'real' must be a real number, not str
# expect-since-3.14: complex() argument 'real' must be a real number, not str
# expect-since-3.14: complex() argument 'real' must be a real number, not str
# expect-since-3.14: complex() argument 'real' must be a real number, not str
# expect-since-3.14: complex() argument 'real' must be a real number, not str
# expect-since-3.14: complex() argument must be a string or a number, not bytes
# expect-since-3.14: complex() argument 'real' must be a real number, not bytes
# expect-since-3.14: complex() argument 'imag' must be a real number, not bytes
# expect-since-3.14: complex() argument 'real' must be a real number, not bytes
# expect-since-3.14: complex() argument 'real' must be a real number, not bytes
# expect-since-3.14: complex() argument 'real' must be a real number, not bytes
# expect-since-3.14: complex() argument 'real' must be a real number, not bytes
# expect-since-3.14: complex() argument 'real' must be a real number, not bytes
# expect-since-3.14: complex() argument 'real' must be a real number, not bytes
# expect-since-3.14: complex() argument 'real' must be a real number, not bytes
# expect-since-3.14: complex() argument 'real' must be a real number, not bytes
# expect-since-3.14: complex() argument 'real' must be a real number, not bytes
# expect-since-3.14: complex() argument 'real' must be a real number, not bytes
# expect-since-3.14: complex() argument 'real' must be a real number, not bytes
