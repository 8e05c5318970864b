from contextlib import contextmanager, suppress, closing, ExitStack, nullcontext, redirect_stdout
import io


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        print(f"</{name}>")


with tag("a") as t:
    print(t)
with tag("b"):
    raise ValueError("v")


@tag("deco")
def f():
    print("inside")


f()
with suppress(KeyError, IndexError):
    {}["x"]
with ExitStack() as stack:
    for n in "xy":
        stack.enter_context(tag(n))
    stack.callback(print, "callback")
with nullcontext(5) as five:
    print(five)
out = io.StringIO()
with redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))
try:
    with tag("e"):
        raise KeyError("k")
except KeyError as error:
    print("through", error)

# expect: <a>
# expect: A
# expect: </a>
# expect: <b>
# expect: swallowed v
# expect: </b>
# expect: <deco>
# expect: inside
# expect: </deco>
# expect: <x>
# expect: <y>
# expect: callback
# expect: </y>
# expect: </x>
# expect: 5
# expect: 'captured\n'
# expect: <e>
# expect: </e>
# expect: through 'k'
