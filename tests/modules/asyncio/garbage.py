# Futures and tasks that nobody holds any more: what is reported, and what is freed at once or by a collection.
import asyncio
import gc
import weakref

loop = asyncio.new_event_loop()
reports = []
loop.set_exception_handler(lambda loop, context: reports.append(context))


def run(coroutine=None):
    if coroutine is None:
        loop.call_soon(loop.stop)
        loop.run_forever()
    else:
        return loop.run_until_complete(coroutine)


def said():
    gc.collect()
    told = [(c["message"], repr(c["exception"]) if "exception" in c else None, sorted(c)) for c in reports]
    reports.clear()
    return told


async def fails():
    raise ValueError("lost")


async def waits(future):
    await future


async def holds(cell):
    cell.append(asyncio.current_task())
    await loop.create_future()


print("never retrieved:")
f = loop.create_future()
f.set_exception(KeyError(1))
del f
print(said())
for retrieve in "exception", "result", "cancel":
    f = loop.create_future()
    f.set_exception(KeyError(1))
    try:
        getattr(f, retrieve)()
    except KeyError:
        pass
    del f
    print(retrieve, said())
task = loop.create_task(fails())
run()
del task
print(said())

print("destroyed while pending:")
future = loop.create_future()
task = loop.create_task(waits(future))
run()
watch = weakref.ref(task, lambda ref: None)  # without a callback, it would be cleared later since 3.15
del task
print(said(), watch() is not None)
del future
print(said(), watch() is None)
task = loop.create_task(holds([]))
run()
watch = weakref.ref(task, lambda ref: None)
del task
print(said(), watch() is None)
task = loop.create_task(waits(loop.create_future()))
run()
task._log_destroy_pending = False
del task
print(said())
loop.set_debug(True)
task = loop.create_task(waits(loop.create_future()))
run()
print(task._source_traceback[-1].line, task._fut_waiter._source_traceback[-1].name)
del task
print(said())
loop.set_debug(False)

print("freed at once:")


class Value:
    pass


async def returns(value):
    return value


v = Value()
watch = weakref.ref(v)
task = loop.create_task(returns(v))
del v
run(task)
task_watch, future_watch = weakref.ref(task), weakref.ref(loop.create_future())
gc.disable()
print(watch() is not None, future_watch() is None)
del task
print(watch() is None, task_watch() is None)
gc.enable()

print("cycles:")
f = loop.create_future()
f.itself = f
f.add_done_callback(f.set_result)
g = loop.create_future()
g.set_result([g])
h = loop.create_future()
h.set_exception(ValueError(h))
h.exception().future = h
h.exception()
watches = [weakref.ref(x) for x in (f, g, h)]
del f, g, h
print(said(), [w() for w in watches])


print("resurrected by the handler:")
kept = []
loop.set_exception_handler(lambda loop, context: kept.append(context.get("task") or context["future"]))
task = loop.create_task(waits(loop.create_future()))
run()
del task
f = loop.create_future()
f.set_exception(KeyError(2))
del f
gc.collect()
future, task = kept
print(type(future).__name__, type(task).__name__, future.exception(), task.done())
del future, task
del kept[:]
gc.collect()
print(kept)


def bad_handler(loop, context):
    raise RuntimeError("bad handler")


class Loud(asyncio.Task):
    def __del__(self):
        print("del", self.get_name(), self.done())
        super().__del__()


loop.set_exception_handler(lambda loop, context: print("handler:", context["message"]))
task = Loud(waits(loop.create_future()), loop=loop, name="loud")
run()
del task
gc.collect()
loop.close()

# expect: never retrieved:
# expect: [('Future exception was never retrieved', 'KeyError(1)', ['exception', 'future', 'message'])]
# expect: exception []
# expect: result []
# expect: cancel []
# expect: [('Task exception was never retrieved', "ValueError('lost')", ['exception', 'future', 'message'])]
# expect: destroyed while pending:
# expect: [] True
# expect: [('Task was destroyed but it is pending!', None, ['message', 'task'])] True
# expect: [('Task was destroyed but it is pending!', None, ['message', 'task'])] True
# expect: []
# expect: task = loop.create_task(waits(loop.create_future())) create_future
# expect: [('Task was destroyed but it is pending!', None, ['message', 'source_traceback', 'task'])]
# expect: freed at once:
# expect: True True
# expect: True True
# expect: cycles:
# expect: [] [None, None, None]
# expect: resurrected by the handler:
# expect: Future Task 2 False
# expect: []
# expect: del loud False
# expect: handler: Task was destroyed but it is pending!
