# min-version: 3.13
import sys
import threading


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


interval = sys.getswitchinterval()
print(interval, sys.setswitchinterval(0.001), sys.getswitchinterval(), sys.setswitchinterval(interval))
print(sys.is_finalizing(), sys.getfilesystemencoding(), sys.getfilesystemencodeerrors(), sys.getdefaultencoding())
print(sys._getframemodulename(), sys._getframemodulename(0), sys._getframemodulename(depth=1000), (lambda: sys._getframemodulename(1))())
flags = sys.getdlopenflags()
print(type(flags).__name__, sys.setdlopenflags(flags | 1), sys.getdlopenflags() == flags | 1, sys.setdlopenflags(flags))
print(sys._is_interned(sys.intern("some" + str(5))), sys._is_interned("".join(["a", "computed", "text"])), sys._is_interned("name"))
print(type(sys.getallocatedblocks()).__name__, sys.getallocatedblocks() > 0, sys._clear_type_cache(), getattr(sys, "_clear_internal_caches", lambda: None)())
print(sys.is_stack_trampoline_active(), sys.deactivate_stack_trampoline(), sys.is_stack_trampoline_active())
print(getattr(sys, "_get_cpu_count_config")())

# Hooks of asynchronous generators.
first, last = (lambda generator: started.append(generator)), (lambda generator: None)
started = []
print(sys.get_asyncgen_hooks(), sys.set_asyncgen_hooks(firstiter=first), sys.get_asyncgen_hooks().firstiter is first, sys.get_asyncgen_hooks().finalizer)
print(sys.set_asyncgen_hooks(None, last), sys.get_asyncgen_hooks() == (None, last), sys.set_asyncgen_hooks(finalizer=None), tuple(sys.get_asyncgen_hooks()))


async def generator():
    yield 1


sys.set_asyncgen_hooks(first, None)
running = generator()
running.__anext__().close()
print(started == [running])
sys.set_asyncgen_hooks(None, None)


async def coroutine():
    pass


def make():
    return coroutine()


print(sys.get_coroutine_origin_tracking_depth(), sys.set_coroutine_origin_tracking_depth(2), sys.get_coroutine_origin_tracking_depth())
made = make()
print([name for _, _, name in made.cr_origin])
made.close()
sys.set_coroutine_origin_tracking_depth(depth=0)
made = coroutine()
print(made.cr_origin, made.close())


print(sys.audit("test.event"), sys.audit("test.event", 1, "two"))

# Tracing that is set for all threads, and tracing within a call.
seen = set()
ready, go = threading.Event(), threading.Event()


def trace(frame, event, argument):
    seen.add((frame.f_code.co_name, event))
    return trace


def traced_function():
    return 1


def other():
    ready.set()
    go.wait()
    traced_function()


thread = threading.Thread(target=other)
thread.start()
ready.wait()
sys._settraceallthreads(trace)
go.set()
thread.join()
sys._settraceallthreads(None)
print(("traced_function", "call") in seen, ("traced_function", "return") in seen, sys.gettrace())
seen.clear()
sys._setprofileallthreads(trace)
traced_function()
sys._setprofileallthreads(None)
print(("traced_function", "call") in seen, ("traced_function", "line") in seen, sys.getprofile())
seen.clear()


def inner():
    return traced_function()


def with_tracer(frame, event, argument):
    seen.add((frame.f_code.co_name, event))
    if frame.f_code is outer_function.__code__ and event == "call":
        return with_tracer
    if frame.f_code is outer_function.__code__ and event == "line" and not nested:
        nested.append(sys.call_tracing(inner, ()))
    return None


def outer_function():
    x = 1
    return x


nested = []
sys.settrace(with_tracer)
outer_function()
sys.settrace(None)
print(nested, ("inner", "call") in seen, ("traced_function", "call") in seen)

for source in ("sys.setswitchinterval(0)", "sys.setswitchinterval(-1)", "sys.setswitchinterval('x')", "sys._getframemodulename('x')", "sys.setdlopenflags('x')", "sys._is_interned(5)",
               "sys.activate_stack_trampoline(5)", "sys.set_asyncgen_hooks(5)", "sys.set_asyncgen_hooks(finalizer='x')", "sys.set_asyncgen_hooks(x=1)",
               "sys.set_coroutine_origin_tracking_depth(-1)", "sys.set_coroutine_origin_tracking_depth('x')", "sys.audit()", "sys.audit(5)", "sys.addaudithook()", "sys.call_tracing(5, ())",
               "sys.call_tracing(len, 5)", "sys.call_tracing(len, ('text',))", "sys._settraceallthreads()", "sys.is_finalizing(1)", "sys.getallocatedblocks(1)"):
    show(source)

# expect: 0.005 None 0.001 None
# expect: False utf-8 surrogateescape utf-8
# expect: __main__ __main__ None __main__
# expect: int None True None
# expect: True False True
# expect: int True None None
# expect: False None False
# expect: -1
# expect: asyncgen_hooks(firstiter=None, finalizer=None) None True None
# expect: None True None (None, None)
# expect: True
# expect: 0 None 2
# expect: ['make', '<module>']
# expect: None None
# expect: None None
# expect: True True None
# expect: True False None
# expect: [1] True True
# expect: sys.setswitchinterval(0) -> ValueError switch interval must be strictly positive
# expect: sys.setswitchinterval(-1) -> ValueError switch interval must be strictly positive
# expect: sys.setswitchinterval('x') -> TypeError
# expect: sys._getframemodulename('x') -> TypeError
# expect: sys.setdlopenflags('x') -> TypeError
# expect: sys._is_interned(5) -> TypeError
# expect: sys.activate_stack_trampoline(5) -> TypeError
# expect: sys.set_asyncgen_hooks(5) -> TypeError
# expect: sys.set_asyncgen_hooks(finalizer='x') -> TypeError
# expect: sys.set_asyncgen_hooks(x=1) -> TypeError
# expect: sys.set_coroutine_origin_tracking_depth(-1) -> ValueError depth must be >= 0
# expect: sys.set_coroutine_origin_tracking_depth('x') -> TypeError
# expect: sys.audit() -> TypeError
# expect: sys.audit(5) -> None
# expect: sys.addaudithook() -> TypeError
# expect: sys.call_tracing(5, ()) -> TypeError
# expect: sys.call_tracing(len, 5) -> TypeError
# expect: sys.call_tracing(len, ('text',)) -> 4
# expect: sys._settraceallthreads() -> TypeError
# expect: sys.is_finalizing(1) -> TypeError
# expect: sys.getallocatedblocks(1) -> TypeError
