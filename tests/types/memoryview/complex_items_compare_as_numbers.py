# min-version: 3.15
import struct
for code in "Zf", "Zd":
    for parts in (1.0, 2.0, float("nan")), (1.0, 2.0, 3.0), (0.0, -0.0, 1.0):
        view = memoryview(struct.pack(code * 3, *parts)).cast(code)
        other = memoryview(struct.pack("Zd" * 3, *[abs(part) for part in parts])).cast("Zd")
        print(code, view == view, view != view, view == memoryview(view), view == other)

# expect: Zf False True False False
# expect: Zf True False True True
# expect: Zf True False True True
# expect: Zd False True False False
# expect: Zd True False True True
# expect: Zd True False True True
