# min-version: 3.15
# The calls that are registered when the program ends are made, whatever they register and unregister.
import atexit
import threading


def registers():
    print("registers", atexit._ncallbacks())
    atexit.register(print, "never")


def unregisters():
    print("unregisters", atexit.unregister(print), atexit._ncallbacks())


def starts():
    try:
        thread = threading.Thread(target=atexit.register, args=(print, "never"))
        thread.start()
        thread.join()
    except RuntimeError:
        pass
    print("starts")


def fails():
    atexit.register(print, "never")
    raise ValueError("is reported")


atexit.register(print, "first")
atexit._run_exitfuncs()
atexit.register(registers)
atexit._run_exitfuncs()
print(atexit._ncallbacks())
atexit.register(print, "last")
for function in (registers, unregisters, starts, fails, atexit._clear):
    atexit.register(function)

# expect: first
# expect: registers 1
# expect: 0
# expect: starts
# expect: unregisters None 0
# expect: registers 0
# expect: last
