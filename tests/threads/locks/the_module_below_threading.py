# min-version: 3.13
import _thread
import threading
import time


def show(source):
    try:
        print(source, "->", eval(source))
    except BaseException as error:
        print(source, "->", type(error).__name__, error)


# Old names of the same.
lock = _thread.allocate()
print(type(lock) is type(_thread.allocate_lock()), lock.acquire_lock(), lock.locked_lock(), lock.release_lock(), lock.locked())
done = _thread.allocate_lock()
done.acquire()
results = []
print(type(_thread.start_new(lambda a, b=1: (results.append((a, b)), done.release()), ("argument",), {"b": 2})).__name__)
done.acquire()
print(results)
show("_thread.exit_thread()")
show("_thread.exit()")

print(_thread.get_native_id() == threading.get_native_id() > 0, _thread._get_main_thread_ident() == _thread.get_ident(), _thread._is_main_interpreter(), _thread.daemon_threads_allowed())
size = _thread.stack_size()
print(size, _thread.stack_size(1 << 20), _thread.stack_size(), _thread.stack_size(), _thread.stack_size(1 << 20), _thread.stack_size(0))
for source in ("_thread.stack_size(-1)", "_thread.stack_size(5)", "_thread.stack_size('x')", "_thread.start_new(5, ())", "_thread.start_new(len, 5)", "_thread.start_new(len, (), 5)",
               "_thread.allocate(1)", "_thread.interrupt_main(1000)", "_thread.interrupt_main('x')", "_thread.get_native_id(1)"):
    show(source)

# interrupt_main() is a signal that comes by itself.
try:
    _thread.interrupt_main()
    time.sleep(1000)
except KeyboardInterrupt:
    print("interrupted")

# Threads that can be joined, by a handle.
handle = _thread.start_joinable_thread(lambda: results.append("joinable"))
print(handle.join(), results[-1], handle.is_done(), handle.ident > 0, handle.join(), handle.join(5))
go = _thread.allocate_lock()
go.acquire()
waiting = _thread.start_joinable_thread(go.acquire, daemon=True)
print(waiting.join(0.01), waiting.is_done())
go.release()
print(waiting.join(), waiting.is_done())
own = _thread._ThreadHandle()
print(own.is_done(), own.ident)
show("own.join()")
print(_thread.start_joinable_thread(lambda: None, handle=own) is own, own.join(), own.is_done(), own.ident is not None)
show("_thread.start_joinable_thread(lambda: None, handle=own)")
show("_thread.start_joinable_thread(5)")
show("_thread.start_joinable_thread(len, handle=5)")
foreign = _thread._make_thread_handle(12345)
print(foreign.ident, foreign.is_done(), foreign._set_done(), foreign.is_done(), foreign.join())

# Locks after a fork are free, whoever held them.
for make in (_thread.allocate_lock, _thread.RLock):
    lock = make()
    lock.acquire()
    lock._at_fork_reinit()
    print(lock.acquire(False), lock.release())

# What is printed of an exception that nobody caught.
print(_thread._ExceptHookArgs((ValueError, ValueError("v"), None, None)))
show("_thread._excepthook(5)")
show("_thread._excepthook()")
arguments = _thread._ExceptHookArgs((SystemExit, SystemExit(3), None, None))
print(_thread._excepthook(arguments), _thread._shutdown())

# expect: True True True None False
# expect: int
# expect: [('argument', 2)]
# expect: _thread.exit_thread() -> SystemExit 
# expect: _thread.exit() -> SystemExit 
# expect: True True True True
# expect: 0 0 1048576 0 0 1048576
# expect: _thread.stack_size(-1) -> ValueError size must be 0 or a positive value
# expect: _thread.stack_size(5) -> ValueError size not valid: 5 bytes
# expect: _thread.stack_size('x') -> TypeError 'str' object cannot be interpreted as an integer
# expect: _thread.start_new(5, ()) -> TypeError first arg must be callable
# expect: _thread.start_new(len, 5) -> TypeError 2nd arg must be a tuple
# expect: _thread.start_new(len, (), 5) -> TypeError optional 3rd arg must be a dictionary
# expect: _thread.allocate(1) -> TypeError _thread.allocate() takes no arguments (1 given)
# expect: _thread.interrupt_main(1000) -> ValueError signal number out of range
# expect: _thread.interrupt_main('x') -> TypeError 'str' object cannot be interpreted as an integer
# expect: _thread.get_native_id(1) -> TypeError _thread.get_native_id() takes no arguments (1 given)
# expect: interrupted
# expect: None joinable True True None None
# expect: None False
# expect: None True
# expect: False 0
# expect: own.join() -> RuntimeError thread not started
# expect: True None True True
# expect: _thread.start_joinable_thread(lambda: None, handle=own) -> RuntimeError thread already started
# expect: _thread.start_joinable_thread(5) -> TypeError thread function must be callable
# expect: _thread.start_joinable_thread(len, handle=5) -> TypeError 'handle' must be a _ThreadHandle
# expect: 12345 False None True None
# expect: True None
# expect: True None
# expect: _thread._ExceptHookArgs(exc_type=<class 'ValueError'>, exc_value=ValueError('v'), exc_traceback=None, thread=None)
# expect: _thread._excepthook(5) -> TypeError _thread.excepthook argument type must be ExceptHookArgs
# expect: _thread._excepthook() -> TypeError _thread._excepthook() takes exactly one argument (0 given)
# expect: None None
