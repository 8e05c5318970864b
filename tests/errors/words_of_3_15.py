# Messages that 3.15 words in another way.
import itertools
import random
import struct

for text in ("ValueError().add_note(5)", "random.getrandbits(-1)", "[].index(1)", "[1].index('x', 0, 1)", "range(3).index(9)",
             "itertools.cycle()", "itertools.pairwise(1, 2)", "struct.unpack_from('b', b'a', 2 ** 70)",
             "'%(a)s %*d' % {'a': 1}", "'%(a)s %' % {'a': 1}", "'%(a)s %%' % {'a': 1}", "b'%(a)s %*d' % {b'a': b'1'}"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, type(e).__name__, e)
error = UnicodeTranslateError("a", 0, 1, "r")
print(error.encoding, UnicodeTranslateError.encoding)

# expect-since-3.14: ValueError().add_note(5) TypeError add_note() argument must be str, not int
# expect-since-3.14: random.getrandbits(-1) ValueError Cannot convert negative int
# expect-since-3.14: [].index(1) ValueError list.index(x): x not in list
# expect-since-3.14: [1].index('x', 0, 1) ValueError list.index(x): x not in list
# expect-since-3.14: range(3).index(9) ValueError range.index(x): x not in range
# expect-since-3.14: itertools.cycle() TypeError cycle expected 1 argument, got 0
# expect-since-3.14: itertools.pairwise(1, 2) TypeError pairwise expected 1 argument, got 2
# expect-since-3.14: struct.unpack_from('b', b'a', 2 ** 70) OverflowError Python int too large to convert to C ssize_t
# expect-since-3.14: '%(a)s %*d' % {'a': 1} ValueError format requires a parenthesised mapping key at position 6
# expect-since-3.14: '%(a)s %' % {'a': 1} ValueError format requires a parenthesised mapping key at position 6
# expect-since-3.14: '%(a)s %%' % {'a': 1} 1 %
# expect-since-3.14: b'%(a)s %*d' % {b'a': b'1'} ValueError format requires a parenthesised mapping key at position 6
# expect-since-3.14: None <member 'encoding' of 'UnicodeTranslateError' objects>
