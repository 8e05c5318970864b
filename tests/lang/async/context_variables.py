import asyncio
import contextvars

var = contextvars.ContextVar("var", default="default")


async def child():
    var.set("child")
    return var.get()


async def main():
    var.set("main")
    print(await asyncio.create_task(child()), var.get())


asyncio.run(main())
print(var.get())
context = contextvars.copy_context()
context.run(var.set, 5)
print(context[var], var.get())

# expect: child main
# expect: default
# expect: 5 default
