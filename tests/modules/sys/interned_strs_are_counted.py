# sys.getunicodeinternedsize() counts the interned strs.
import sys

before = sys.getunicodeinternedsize()
made = [sys.intern("text number %d of many" % i) for i in range(100)]
print(sys.getunicodeinternedsize() - before >= 100, 0 < sys.getunicodeinternedsize(_only_immortal=True) <= sys.getunicodeinternedsize())
try:
    sys.getunicodeinternedsize(True)
except TypeError as e:
    print(type(e).__name__)

# expect-since-3.14: True True
# expect-since-3.14: TypeError
