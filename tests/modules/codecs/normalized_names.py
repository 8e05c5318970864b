# _codecs._normalize_encoding() is new in Python 3.15. Other interpreters run this model, which says what is right.
import _codecs
import re

def model(encoding):
    if not isinstance(encoding, str):
        raise TypeError(encoding)
    return re.sub("[^A-Za-z0-9.]+", "_", encoding).strip("_")

normalize = getattr(_codecs, "_normalize_encoding", model)
for name in ("utf_8", "UTF   8", "  -;#utf...8--", "", "---", "utf\xe9\u20ac\U0010ffff-8", "a.b-c"):
    print(ascii(normalize(name)))
try:
    normalize(b"utf-8")
except TypeError as e:
    print("TypeError")

# expect: 'utf_8'
# expect: 'UTF_8'
# expect: 'utf...8'
# expect: ''
# expect: ''
# expect: 'utf_8'
# expect: 'a.b_c'
# expect: TypeError
