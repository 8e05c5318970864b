# min-version: 3.14
from operator import attrgetter, itemgetter, methodcaller
print(attrgetter("a", "b").__text_signature__, itemgetter(1).__text_signature__, methodcaller("f", 1, x=2).__text_signature__)

# expect: (obj, /) (obj, /) (obj, /)
