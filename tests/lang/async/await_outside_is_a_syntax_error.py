for source in (
    "await x", "def f():\n  await x", "async with a: pass", "def f():\n  [x async for x in y]",
    "async def f():\n  yield 1\n  return 2",
):
    try:
        compile(source, "<test>", "exec")
        print("compiled")
    except SyntaxError as error:
        print(error.msg)

# expect: 'await' outside function
# expect: 'await' outside async function
# expect: 'async with' outside async function
# expect: asynchronous comprehension outside of an asynchronous function
# expect: 'return' with value in async generator
