# What streams in memory, and arrays, say of arguments of the wrong type.
import array
import io

for call in (
    lambda: io.StringIO("x").truncate("a"),
    lambda: io.BytesIO(b"x").truncate(1.5),
    lambda: io.StringIO("x").read("a"),
    lambda: io.BytesIO(b"x").readlines("a"),
    lambda: io.BytesIO(b"x\ny").readlines(None),
    lambda: io.BytesIO(b"x\ny").readlines(True),
    lambda: io.StringIO("x").readlines("a"),
    lambda: array.array("b").__iadd__([1]),
    lambda: array.array("b").extend(array.array("i")),
):
    try:
        print(call())
    except TypeError as error:
        print(error)

# expect: argument should be integer or None, not 'str'
# expect: argument should be integer or None, not 'float'
# expect: argument should be integer or None, not 'str'
# expect: integer argument expected, got 'str'
# expect: [b'x\n', b'y']
# expect: [b'x\n']
# expect: argument should be integer or None, not 'str'
# expect: can only extend array with array (not "list")
# expect: can only extend with array of same kind
