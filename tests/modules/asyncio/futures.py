# The life of a future: pending, then done once; its callbacks are called by the loop.
import asyncio
import contextvars
import sys

loop = asyncio.new_event_loop()


def run():
    loop.call_soon(loop.stop)
    loop.run_forever()


def attempt(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except (Exception, asyncio.CancelledError) as e:
        return type(e).__name__, str(e)


def states(future):
    return future.done(), future.cancelled(), future._state, attempt(future.result), attempt(future.exception)


pending, finished, failed, cancelled = (loop.create_future() for _ in range(4))
finished.set_result([1])
failed.set_exception(KeyError("key"))
print(cancelled.cancel("why"), cancelled.cancel(), finished.cancel())
for future in pending, finished, failed, cancelled:
    print(states(future), future.get_loop() is loop, future._log_traceback, future._asyncio_future_blocking)
    print(attempt(repr, future))

print("once:", attempt(finished.set_result, 2), attempt(failed.set_exception, ValueError()), attempt(cancelled.set_result, 3))
print("bad exceptions:", attempt(pending.set_exception, 3), attempt(pending.set_exception, int))
pending.set_exception(OSError)
print(type(pending.exception()).__name__, pending.exception().args)
print("stop:", attempt(loop.create_future().set_exception, StopIteration) if sys.version_info < (3, 12) else
      ("TypeError", "StopIteration interacts badly with generators and cannot be raised into a Future"))
print("attributes:", attempt(setattr, failed, "_log_traceback", True), attempt(delattr, failed, "_log_traceback"),
      attempt(delattr, failed, "_asyncio_future_blocking"), attempt(setattr, failed, "_state", 1)[0])
cancelled._cancel_message = "because"
print(attempt(cancelled.result), cancelled._cancel_message, attempt(cancelled._make_cancelled_error))

# ---- callbacks
said = []
f = loop.create_future()
print(f._callbacks)
for name in "abcdef":
    f.add_done_callback(lambda future, name=name: said.append((name, future.result())))
f.add_done_callback(said.append)
f.add_done_callback(said.append)
print(len(f._callbacks), f.remove_done_callback(said.append), f.remove_done_callback(said.append), len(f._callbacks))
print(attempt(f.add_done_callback), attempt(f.remove_done_callback)[0])
f.set_result(0)
print(said, f._callbacks)
run()
print(said)
f.add_done_callback(lambda future: said.append("late"))
print(len(said))
run()
print(said[-1])

var = contextvars.ContextVar("var", default=0)
f = loop.create_future()
var.set(1)
f.add_done_callback(lambda future: print("copied", var.get()))
context = contextvars.copy_context()
context.run(var.set, 2)
f.add_done_callback(lambda future: (print("given", var.get()), var.set(3)), context=context)
var.set(4)
f.set_result(None)
run()
print(var.get(), context[var])


class Equal:
    "Removes other callbacks while it is being compared."

    def __init__(self, answer):
        self.answer = answer

    def __eq__(self, other):
        f.remove_done_callback(len)
        if self.answer is None:
            raise ArithmeticError("no answer")
        return self.answer


for answer in True, False, None:
    f = loop.create_future()
    for callback in print, len, str, len, int, repr:
        f.add_done_callback(callback)
    print(attempt(f.remove_done_callback, Equal(answer)), [callback.__name__ for callback, _ in f._callbacks or ()])

# ---- the iterator
f = loop.create_future()
i = iter(f)
print(next(i) is f, f._asyncio_future_blocking, attempt(next, i))
f.set_result("result")
try:
    i.send(None)
except StopIteration as e:
    print(e.value)
print(list(i), next(i, "ended"), i.close())
i = f.__await__()
print(attempt(i.throw, ZeroDivisionError("thrown")), next(i, "ended"), attempt(f.__await__().throw, 3)[0])
print(asyncio.isfuture(f), asyncio.isfuture(3), asyncio.Future[int])
print(attempt(asyncio.Future, 1)[0], attempt(asyncio.Future, wrong=1)[0])
loop.close()

# expect: True False False
# expect: (False, False, 'PENDING', ('InvalidStateError', 'Result is not set.'), ('InvalidStateError', 'Exception is not set.')) True False False
# expect: <Future pending>
# expect: (True, False, 'FINISHED', [1], None) True False False
# expect: <Future finished result=[1]>
# expect: (True, False, 'FINISHED', ('KeyError', "'key'"), KeyError('key')) True False False
# expect: <Future finished exception=KeyError('key')>
# expect: (True, True, 'CANCELLED', ('CancelledError', 'why'), ('CancelledError', 'why')) True False False
# expect: <Future cancelled>
# expect: once: ('InvalidStateError', 'invalid state') ('InvalidStateError', 'invalid state') ('InvalidStateError', 'invalid state')
# expect: bad exceptions: ('TypeError', 'invalid exception object') ('TypeError', 'invalid exception object')
# expect: OSError ()
# expect: stop: ('TypeError', 'StopIteration interacts badly with generators and cannot be raised into a Future')
# expect-before-3.15: attributes: ('ValueError', '_log_traceback can only be set to False') ('AttributeError', 'cannot delete attribute') ('AttributeError', 'cannot delete attribute') AttributeError
# expect-since-3.15: attributes: ('ValueError', '_log_traceback can only be set to False') ('AttributeError', "attribute '_log_traceback' of '_asyncio.Future' objects cannot be deleted") ('AttributeError', "attribute '_asyncio_future_blocking' of '_asyncio.Future' objects cannot be deleted") AttributeError
# expect: ('CancelledError', 'because') because because
# expect: None
# expect: 8 2 0 6
# expect: ('TypeError', 'add_done_callback() takes exactly 1 positional argument (0 given)') TypeError
# expect: [] None
# expect: [('a', 0), ('b', 0), ('c', 0), ('d', 0), ('e', 0), ('f', 0)]
# expect: 6
# expect: late
# expect: copied 1
# expect: given 2
# expect: 4 3
# expect: 4 []
# expect: 0 ['print', 'str', 'int', 'repr']
# expect: ('ArithmeticError', 'no answer') ['print', 'str', 'int', 'repr']
# expect: True True ('RuntimeError', "await wasn't used with future")
# expect: result
# expect: [] ended None
# expect: ('ZeroDivisionError', 'thrown') ended TypeError
# expect: True False _asyncio.Future[int]
# expect: TypeError TypeError
