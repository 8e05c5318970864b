# min-version: 3.12
import sys, threading


def code(*arguments):
    try:
        sys.exit(*arguments)
    except SystemExit as error:
        return error.code


print(code(), code(3), code("text"), code((1,)), code((1, 2)), code(None), code(()))
for value in (sys.flags, sys.version_info):
    for make in (type(value), lambda argument: type(value).__new__(type(value), argument)):
        try:
            make(tuple(value))
        except TypeError:
            print("refused")
print(type(sys.float_info)(tuple(sys.float_info)) == sys.float_info)

started, go = threading.Event(), threading.Event()


def handle():
    try:
        raise KeyError("in a thread")
    except KeyError:
        started.set()
        go.wait()


thread = threading.Thread(target=handle)
thread.start()
started.wait()
try:
    1 / 0
except ZeroDivisionError as error:
    exceptions = sys._current_exceptions()
own, other = exceptions[threading.get_ident()], exceptions[thread.ident]
own, other = (e[1] if isinstance(e, tuple) else e for e in (own, other))
print(repr(own), repr(other))
go.set()
thread.join()

# expect: None 3 text 1 (1, 2) None None
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: True
# expect: ZeroDivisionError('division by zero') KeyError('in a thread')
