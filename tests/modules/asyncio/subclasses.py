# Subclasses of Task and Future in Python: which of their methods the machinery calls.
import asyncio

calls = []


class Spy:
    def __getattribute__(self, name):
        if not name.startswith("__"):
            calls.append(name)
        return super().__getattribute__(name)


class Future(Spy, asyncio.Future):
    pass


class Task(Spy, asyncio.Task):
    pass


def told():
    said, calls[:] = sorted(set(calls)), []
    return said


class Doubling(asyncio.Future):
    __slots__ = ()

    def result(self):
        return 2 * super().result()


class Named(asyncio.Task):
    def __init__(self, coroutine, *, loop, extra):
        super().__init__(coroutine, loop=loop, name=extra.upper())
        self.extra = extra

    def cancel(self, msg=None):
        calls.append(("cancel", msg))
        return super().cancel(msg)

    def get_name(self):
        return f"<{super().get_name()}>"


class LoopOnly(asyncio.Future):
    "Its loop is known by the attribute alone."

    @property
    def get_loop(self):
        raise AttributeError


class Duck:
    "No future, but it says that it is one."
    _asyncio_future_blocking = None

    def __init__(self, loop):
        self._asyncio_future_blocking = False
        self.loop = loop
        self.callbacks = []
        self.value = None

    def get_loop(self):
        calls.append("get_loop")
        return self.loop

    def add_done_callback(self, callback, *, context):
        calls.append("add_done_callback")
        self.callbacks.append((callback, context))

    def finish(self, value):
        self.value = value
        for callback, context in self.callbacks:
            self.loop.call_soon(callback, self, context=context)

    def result(self):
        calls.append("result")
        if isinstance(self.value, Exception):
            raise self.value
        return self.value

    def cancel(self, msg=None):
        calls.append(("cancel", msg))
        return False

    def __await__(self):
        self._asyncio_future_blocking = True
        yield self
        return self.value


async def waits(future):
    try:
        return await future
    except Exception as e:
        return repr(e)


async def main():
    loop = asyncio.get_running_loop()
    f = Future(loop=loop)
    told()
    task = Task(waits(f), loop=loop, name="spied")
    told()
    await asyncio.sleep(0)
    print("awaited:", told())
    f.set_result(1)
    told()
    print("result:", await task, [name for name in told() if name != "result"])

    d = Doubling(loop=loop)
    loop.call_soon(d.set_result, 4)
    print(await d, await asyncio.create_task(waits(d)), d.result())
    named = Named(waits(loop.create_future()), loop=loop, extra="extra")
    print(named.get_name(), named.extra, repr(named)[:28])
    outer = asyncio.create_task(waits(named))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outer.cancel("outer")
    await asyncio.wait([outer, named])
    print(outer.cancelled(), named.cancelled(), calls)
    told()
    only = LoopOnly(loop=loop)
    loop.call_soon(only.set_result, "by attribute")
    print(await asyncio.create_task(waits(only)))
    for value in 5, KeyError(6):
        duck = Duck(loop)
        task = asyncio.create_task(waits(duck))
        await asyncio.sleep(0)
        print(asyncio.isfuture(duck), duck._asyncio_future_blocking, calls, task._fut_waiter is duck)
        told()
        duck.finish(value)
        print(await task, calls)
        told()
    duck = Duck(loop)
    task = asyncio.create_task(waits(duck))
    await asyncio.sleep(0)
    task.cancel("duck")
    print(task._must_cancel, calls[-1])
    duck.finish(7)
    try:
        await task
    except asyncio.CancelledError as e:
        print(e.args)
    duck = Duck(asyncio.new_event_loop())
    task = asyncio.create_task(waits(duck))
    print((await task)[-30:])
    duck.loop.close()


asyncio.run(main())


class Meta(type(asyncio.Task)):
    pass


class WithMeta(asyncio.Task, metaclass=Meta):
    pass


loop = asyncio.new_event_loop()
print(loop.run_until_complete(WithMeta(asyncio.sleep(0, "meta"), loop=loop)))
loop.set_task_factory(lambda loop, coroutine, **named: Named(coroutine, loop=loop, extra="made"))
print(loop.run_until_complete(loop.create_task(asyncio.sleep(0, "factory"))))
loop.close()

# expect: awaited: ['_asyncio_future_blocking', 'add_done_callback', 'get_loop']
# expect: result: 1 ['_asyncio_future_blocking', 'add_done_callback', 'get_loop']
# expect: 4 4 8
# expect: <EXTRA> extra <Named pending name='<EXTRA>
# expect: True True [('cancel', 'outer')]
# expect: by attribute
# expect: True False ['get_loop', 'add_done_callback'] True
# expect: 5 ['result']
# expect: True False ['get_loop', 'add_done_callback'] True
# expect: KeyError(6) ['result']
# expect: True ('cancel', 'duck')
# expect: ('duck',)
# expect: attached to a different loop")
# expect: meta
# expect: factory
