a = "".join(["ab", "c"])
b = "abc"
import sys

print(a == b, sys.intern(a) == b, sys.intern(a) is sys.intern("abc"), {a: 1}[b], hash(a) == hash(b))

# expect: True True True 1 True
