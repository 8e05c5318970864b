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

# expect-before-3.15: TypeError __buffer__ returned non-memoryview object
# expect-since-3.15: TypeError NotView.__buffer__() must return a memoryview, not int
# expect: ValueError no buffer
# expect: memoryview: a bytes-like object is required, not 'object'
