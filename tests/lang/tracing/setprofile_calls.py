# A profile function hears of calls and returns, native ones included.
import sys


def inner(x):
    return len(x)


def outer():
    inner("abc")
    [].append(1)
    try:
        int("x")
    except ValueError:
        pass
    return sorted([2, 1], key=lambda n: n)


def profile(frame, event, arg):
    print(frame.f_code.co_name, event, getattr(arg, "__name__", arg))


sys.setprofile(profile)
outer()
sys.setprofile(None)
print(sys.getprofile())

# expect: outer call None
# expect: inner call None
# expect: inner c_call len
# expect: inner c_return len
# expect: inner return 3
# expect: outer c_call append
# expect: outer c_return append
# expect: outer c_call sorted
# expect: <lambda> call None
# expect: <lambda> return 2
# expect: <lambda> call None
# expect: <lambda> return 1
# expect: outer c_return sorted
# expect: outer return [1, 2]
# expect: <module> c_call setprofile
# expect: None
