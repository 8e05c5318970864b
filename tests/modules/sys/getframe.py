import sys


def caller():
    return callee()


def callee():
    f = sys._getframe()
    return f.f_code.co_name, f.f_back.f_code.co_name, f.f_lineno, sorted(f.f_locals), f.f_globals is globals()


print(caller(), sys._getframe().f_code.co_name)
try:
    sys._getframe(1000)
except ValueError as error:
    print(error)

# expect: ('callee', 'caller', 10, ['f'], True) <module>
# expect: call stack is not deep enough
