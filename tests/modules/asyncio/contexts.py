# The context of a task, of its callbacks and of what it starts.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="none")


async def sets(x):
    before = var.get()
    var.set(x)
    await asyncio.sleep(0)
    return before, var.get()


async def main():
    var.set("main")
    print(await asyncio.gather(*(sets(i) for i in range(3))), var.get())
    print(await asyncio.create_task(sets("task")), var.get())
    print(await sets("awaited"), var.get())
    context = contextvars.copy_context()
    context.run(var.set, "given")
    task = asyncio.create_task(sets("in the given one"), context=context)
    print(await task, var.get(), context[var])
    seen = []
    f = asyncio.get_running_loop().create_future()
    f.add_done_callback(lambda _: seen.append(var.get()))
    var.set("changed")
    f.set_result(None)
    await f
    await asyncio.sleep(0)
    print(seen)

    async def nested():
        var.set("outer")
        task = asyncio.create_task(sets("inner"))
        var.set("outer again")
        return await task, var.get()

    print(await asyncio.create_task(nested()), var.get())

    async def in_the_same(n):
        var.set(n)
        await asyncio.sleep(0)
        return var.get()

    shared = contextvars.copy_context()
    print(await asyncio.gather(*(asyncio.create_task(in_the_same(n), context=shared) for n in range(3))))


asyncio.run(main())
print(var.get())
try:
    loop = asyncio.new_event_loop()
    loop.run_until_complete(asyncio.Task(sets(1), loop=loop, context=contextvars.Context()))
finally:
    loop.close()

# expect: [('main', 0), ('main', 1), ('main', 2)] main
# expect: ('main', 'task') main
# expect: ('main', 'awaited') awaited
# expect: ('given', 'in the given one') awaited in the given one
# expect: ['awaited']
# expect: (('outer', 'inner'), 'outer again') changed
# expect: [2, 2, 2]
# expect: none
