# The library of 3.15 does not know <> any more.
import io
import sys
import tokenize

if sys.version_info < (3, 15):
    sys.exit()

for token in tokenize.generate_tokens(io.StringIO("1 <> 2\n").readline):
    print(token.string, token.start, token.end)

# expect-since-3.15: 1 (1, 0) (1, 1)
# expect-since-3.15: < (1, 2) (1, 3)
# expect-since-3.15: > (1, 3) (1, 4)
# expect-since-3.15: 2 (1, 5) (1, 6)
# expect-since-3.15:
# expect-since-3.15:  (1, 6) (1, 7)
# expect-since-3.15:  (2, 0) (2, 0)
