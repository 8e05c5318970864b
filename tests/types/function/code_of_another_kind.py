# The code of a function can be replaced by that of another kind, with a warning. What runs already goes on with its code.
import sys
import warnings


def plain():
    return "plain"


def generate():
    yield "first"
    yield "second"


async def wait():
    return "waited"


def other():
    yield "other"


def replaced(function, code):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function.__code__ = code
    return [(each.category.__name__, str(each.message)) for each in caught]


running = generate()
print(next(running))
frame = running.gi_frame
print(replaced(generate, other.__code__), frame.f_code.co_name, next(running), list(generate()), frame.f_lineno > 0)
print(replaced(generate, plain.__code__), generate(), replaced(plain, wait.__code__), replaced(wait, other.__code__), list(wait()))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        generate.__code__ = other.__code__
    except DeprecationWarning as warning:
        print("refused", generate())
plain().close()


def ended():
    return sys._getframe()


def traced():
    raise ValueError


old = ended()
try:
    traced()
except ValueError as error:
    traceback = error.__traceback__.tb_next
former = ended.__code__, traced.__code__
ended.__code__ = traced.__code__ = (lambda: 1).__code__
print(old.f_code is former[0], traceback.tb_frame.f_code is former[1], old.f_code.co_name, traceback.tb_frame.f_lineno == traceback.tb_lineno, ended(), traced())


def recursive(depth):
    if depth:
        return recursive(depth - 1)
    recursive.__code__ = (lambda depth: "new").__code__
    return sys._getframe(1).f_code.co_name, sys._getframe().f_code.co_name


print(recursive(3), recursive(3))

# expect: first
# expect: [] generate second ['other'] True
# expect: [('DeprecationWarning', 'Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)')] plain [('DeprecationWarning', 'Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)')] [('DeprecationWarning', 'Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)')] ['other']
# expect: refused plain
# expect: True True ended True 1 1
# expect: ('recursive', 'recursive') new
