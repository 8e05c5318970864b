# An item that fails to become a number brings its own error; a memoryview says that it wants another type.
import array


class RaisesIndex:
    def __index__(self):
        raise TypeError("mine")


class RaisesFloat:
    def __float__(self):
        raise TypeError("mine")


class RaisesOther:
    def __index__(self):
        raise LookupError("mine")


for code in "bBhHiIlLqQfd":
    for value in (RaisesIndex(), RaisesFloat(), RaisesOther(), "a", None):
        try:
            print(code, array.array(code, [value]))
        except (TypeError, LookupError) as error:
            print(code, type(error).__name__, error)
        try:
            memoryview(bytearray(8)).cast(code)[0] = value
        except (TypeError, LookupError) as error:
            print(code, type(error).__name__, error)

# expect: b TypeError mine
# expect: b TypeError memoryview: invalid type for format 'b'
# expect: b TypeError 'RaisesFloat' object cannot be interpreted as an integer
# expect: b TypeError memoryview: invalid type for format 'b'
# expect: b LookupError mine
# expect: b LookupError mine
# expect: b TypeError 'str' object cannot be interpreted as an integer
# expect: b TypeError memoryview: invalid type for format 'b'
# expect: b TypeError 'NoneType' object cannot be interpreted as an integer
# expect: b TypeError memoryview: invalid type for format 'b'
# expect: B TypeError mine
# expect: B TypeError memoryview: invalid type for format 'B'
# expect: B TypeError 'RaisesFloat' object cannot be interpreted as an integer
# expect: B TypeError memoryview: invalid type for format 'B'
# expect: B LookupError mine
# expect: B LookupError mine
# expect: B TypeError 'str' object cannot be interpreted as an integer
# expect: B TypeError memoryview: invalid type for format 'B'
# expect: B TypeError 'NoneType' object cannot be interpreted as an integer
# expect: B TypeError memoryview: invalid type for format 'B'
# expect: h TypeError mine
# expect: h TypeError memoryview: invalid type for format 'h'
# expect: h TypeError 'RaisesFloat' object cannot be interpreted as an integer
# expect: h TypeError memoryview: invalid type for format 'h'
# expect: h LookupError mine
# expect: h LookupError mine
# expect: h TypeError 'str' object cannot be interpreted as an integer
# expect: h TypeError memoryview: invalid type for format 'h'
# expect: h TypeError 'NoneType' object cannot be interpreted as an integer
# expect: h TypeError memoryview: invalid type for format 'h'
# expect: H TypeError mine
# expect: H TypeError memoryview: invalid type for format 'H'
# expect: H TypeError 'RaisesFloat' object cannot be interpreted as an integer
# expect: H TypeError memoryview: invalid type for format 'H'
# expect: H LookupError mine
# expect: H LookupError mine
# expect: H TypeError 'str' object cannot be interpreted as an integer
# expect: H TypeError memoryview: invalid type for format 'H'
# expect: H TypeError 'NoneType' object cannot be interpreted as an integer
# expect: H TypeError memoryview: invalid type for format 'H'
# expect: i TypeError mine
# expect: i TypeError memoryview: invalid type for format 'i'
# expect: i TypeError 'RaisesFloat' object cannot be interpreted as an integer
# expect: i TypeError memoryview: invalid type for format 'i'
# expect: i LookupError mine
# expect: i LookupError mine
# expect: i TypeError 'str' object cannot be interpreted as an integer
# expect: i TypeError memoryview: invalid type for format 'i'
# expect: i TypeError 'NoneType' object cannot be interpreted as an integer
# expect: i TypeError memoryview: invalid type for format 'i'
# expect: I TypeError mine
# expect: I TypeError memoryview: invalid type for format 'I'
# expect: I TypeError 'RaisesFloat' object cannot be interpreted as an integer
# expect: I TypeError memoryview: invalid type for format 'I'
# expect: I LookupError mine
# expect: I LookupError mine
# expect: I TypeError 'str' object cannot be interpreted as an integer
# expect: I TypeError memoryview: invalid type for format 'I'
# expect: I TypeError 'NoneType' object cannot be interpreted as an integer
# expect: I TypeError memoryview: invalid type for format 'I'
# expect: l TypeError mine
# expect: l TypeError memoryview: invalid type for format 'l'
# expect: l TypeError 'RaisesFloat' object cannot be interpreted as an integer
# expect: l TypeError memoryview: invalid type for format 'l'
# expect: l LookupError mine
# expect: l LookupError mine
# expect: l TypeError 'str' object cannot be interpreted as an integer
# expect: l TypeError memoryview: invalid type for format 'l'
# expect: l TypeError 'NoneType' object cannot be interpreted as an integer
# expect: l TypeError memoryview: invalid type for format 'l'
# expect: L TypeError mine
# expect: L TypeError memoryview: invalid type for format 'L'
# expect: L TypeError 'RaisesFloat' object cannot be interpreted as an integer
# expect: L TypeError memoryview: invalid type for format 'L'
# expect: L LookupError mine
# expect: L LookupError mine
# expect: L TypeError 'str' object cannot be interpreted as an integer
# expect: L TypeError memoryview: invalid type for format 'L'
# expect: L TypeError 'NoneType' object cannot be interpreted as an integer
# expect: L TypeError memoryview: invalid type for format 'L'
# expect: q TypeError mine
# expect: q TypeError memoryview: invalid type for format 'q'
# expect: q TypeError 'RaisesFloat' object cannot be interpreted as an integer
# expect: q TypeError memoryview: invalid type for format 'q'
# expect: q LookupError mine
# expect: q LookupError mine
# expect: q TypeError 'str' object cannot be interpreted as an integer
# expect: q TypeError memoryview: invalid type for format 'q'
# expect: q TypeError 'NoneType' object cannot be interpreted as an integer
# expect: q TypeError memoryview: invalid type for format 'q'
# expect: Q TypeError mine
# expect: Q TypeError memoryview: invalid type for format 'Q'
# expect: Q TypeError 'RaisesFloat' object cannot be interpreted as an integer
# expect: Q TypeError memoryview: invalid type for format 'Q'
# expect: Q LookupError mine
# expect: Q LookupError mine
# expect: Q TypeError 'str' object cannot be interpreted as an integer
# expect: Q TypeError memoryview: invalid type for format 'Q'
# expect: Q TypeError 'NoneType' object cannot be interpreted as an integer
# expect: Q TypeError memoryview: invalid type for format 'Q'
# expect: f TypeError mine
# expect: f TypeError memoryview: invalid type for format 'f'
# expect: f TypeError mine
# expect: f TypeError memoryview: invalid type for format 'f'
# expect: f LookupError mine
# expect: f LookupError mine
# expect: f TypeError must be real number, not str
# expect: f TypeError memoryview: invalid type for format 'f'
# expect: f TypeError must be real number, not NoneType
# expect: f TypeError memoryview: invalid type for format 'f'
# expect: d TypeError mine
# expect: d TypeError memoryview: invalid type for format 'd'
# expect: d TypeError mine
# expect: d TypeError memoryview: invalid type for format 'd'
# expect: d LookupError mine
# expect: d LookupError mine
# expect: d TypeError must be real number, not str
# expect: d TypeError memoryview: invalid type for format 'd'
# expect: d TypeError must be real number, not NoneType
# expect: d TypeError memoryview: invalid type for format 'd'
