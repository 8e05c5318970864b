import io
import sys

print(1, 2, sep="-", end="!\n")
print()
print("a", "b", sep="")
print(*[1, 2], sep="\n")
out = io.StringIO()
print("x", 5, None, file=out, end="$")
print(repr(out.getvalue()))
print("to stdout", file=sys.stdout, flush=True)
print("default", sep=None, end=None)
print(1, [2, "3"], (4.0,), {"k": b"v"}, sep=" | ")
for source in ("print(1, sep=5)", "print(1, end=b'')"):
    try:
        eval(source)
    except TypeError as error:
        print(error)

# expect: 1-2!
# expect:
# expect: ab
# expect: 1
# expect: 2
# expect: 'x 5 None$'
# expect: to stdout
# expect: default
# expect: 1 | [2, '3'] | (4.0,) | {'k': b'v'}
# expect: sep must be None or a string, not int
# expect: end must be None or a string, not bytes
