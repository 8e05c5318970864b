# min-version: 3.12
class NotView:
    def __buffer__(self, flags): return 1
class Raises:
    def __buffer__(self, flags): raise ValueError("no buffer")
for c in (NotView, Raises):
    try:
        memoryview(c())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    memoryview(object())
except TypeError as e:
    print(e)

# expect: TypeError __buffer__ returned non-memoryview object
# expect: ValueError no buffer
# expect: memoryview: a bytes-like object is required, not 'object'
