# An item that fails to become a number brings its own error, as with CPython; floats say what they want.
import struct


class Raises:
    def __index__(self):
        raise TypeError("mine")

    def __bool__(self):
        raise TypeError("mine")


for code in "bBhHiIlLqQnNP?fde":
    for order in ("", "<"):
        for value in (Raises(), "a", None):
            try:
                print(code, order, struct.pack(order + code, value))
            except (struct.error, TypeError) as error:
                print(code, order, type(error).__name__, error)

# expect: b  TypeError mine
# expect: b  error required argument is not an integer
# expect: b  error required argument is not an integer
# expect: b < TypeError mine
# expect: b < error required argument is not an integer
# expect: b < error required argument is not an integer
# expect: B  TypeError mine
# expect: B  error required argument is not an integer
# expect: B  error required argument is not an integer
# expect: B < TypeError mine
# expect: B < error required argument is not an integer
# expect: B < error required argument is not an integer
# expect: h  TypeError mine
# expect: h  error required argument is not an integer
# expect: h  error required argument is not an integer
# expect: h < TypeError mine
# expect: h < error required argument is not an integer
# expect: h < error required argument is not an integer
# expect: H  TypeError mine
# expect: H  error required argument is not an integer
# expect: H  error required argument is not an integer
# expect: H < TypeError mine
# expect: H < error required argument is not an integer
# expect: H < error required argument is not an integer
# expect: i  TypeError mine
# expect: i  error required argument is not an integer
# expect: i  error required argument is not an integer
# expect: i < TypeError mine
# expect: i < error required argument is not an integer
# expect: i < error required argument is not an integer
# expect: I  TypeError mine
# expect: I  error required argument is not an integer
# expect: I  error required argument is not an integer
# expect: I < TypeError mine
# expect: I < error required argument is not an integer
# expect: I < error required argument is not an integer
# expect: l  TypeError mine
# expect: l  error required argument is not an integer
# expect: l  error required argument is not an integer
# expect: l < TypeError mine
# expect: l < error required argument is not an integer
# expect: l < error required argument is not an integer
# expect: L  TypeError mine
# expect: L  error required argument is not an integer
# expect: L  error required argument is not an integer
# expect: L < TypeError mine
# expect: L < error required argument is not an integer
# expect: L < error required argument is not an integer
# expect: q  TypeError mine
# expect: q  error required argument is not an integer
# expect: q  error required argument is not an integer
# expect: q < TypeError mine
# expect: q < error required argument is not an integer
# expect: q < error required argument is not an integer
# expect: Q  TypeError mine
# expect: Q  error required argument is not an integer
# expect: Q  error required argument is not an integer
# expect: Q < TypeError mine
# expect: Q < error required argument is not an integer
# expect: Q < error required argument is not an integer
# expect: n  TypeError mine
# expect: n  error required argument is not an integer
# expect: n  error required argument is not an integer
# expect: n < error bad char in struct format
# expect: n < error bad char in struct format
# expect: n < error bad char in struct format
# expect: N  TypeError mine
# expect: N  error required argument is not an integer
# expect: N  error required argument is not an integer
# expect: N < error bad char in struct format
# expect: N < error bad char in struct format
# expect: N < error bad char in struct format
# expect: P  TypeError mine
# expect: P  error required argument is not an integer
# expect: P  error required argument is not an integer
# expect: P < error bad char in struct format
# expect: P < error bad char in struct format
# expect: P < error bad char in struct format
# expect: ?  TypeError mine
# expect: ?  b'\x01'
# expect: ?  b'\x00'
# expect: ? < TypeError mine
# expect: ? < b'\x01'
# expect: ? < b'\x00'
# expect: f  error required argument is not a float
# expect: f  error required argument is not a float
# expect: f  error required argument is not a float
# expect: f < error required argument is not a float
# expect: f < error required argument is not a float
# expect: f < error required argument is not a float
# expect: d  error required argument is not a float
# expect: d  error required argument is not a float
# expect: d  error required argument is not a float
# expect: d < error required argument is not a float
# expect: d < error required argument is not a float
# expect: d < error required argument is not a float
# expect: e  error required argument is not a float
# expect: e  error required argument is not a float
# expect: e  error required argument is not a float
# expect: e < error required argument is not a float
# expect: e < error required argument is not a float
# expect: e < error required argument is not a float
