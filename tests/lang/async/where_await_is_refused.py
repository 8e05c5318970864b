# min-version: 3.15
# Code that is left out or evaluated lazily may not await either, and which message says so.
sources = (
    "assert (a := await b)", "assert [x async for x in y]", "def f():\n assert not await x", "lambda: await x", "class A:\n await x",
    "async def f():\n class A:\n  await x", "async def f():\n lambda: await x", "async def f():\n lambda x=await x: 1",
    "async def f[T: await x](): pass", "x: await x", "(x): await x", "(x): [y async for y in z]", "type T = [await x for x in y]",
    "type T = (await x for x in y)", "def f[T: [await x for x in y]](): pass", "def f() -> [await x for x in y]: pass",
    "class A[T](*[await z for x in y]): pass", "type T = [(yield) for x in y]", "x: [(yield) for x in y]",
    "[[await x for x in y] for y in z]", "([await x for x in y] for y in z)", "(x for x in await y)", "[1 for x in y if await z]",
    "def f():\n async with a: await b", "async for x in y: await z", "async with a: pass", "class A:\n [await x for x in y]",
    "return await x", "async def f(): lambda: [await x for x in y]",
)
for source in sources:
    for flags, optimize in ((0, 0), (0, 1), (0x2000, 0)):  # 0x2000: ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        try:
            compile(source, "source", "exec", flags, optimize=optimize)
            print("fine", end="; ")
        except SyntaxError as e:
            print(e.msg, e.lineno, e.offset, end="; ")
    print(ascii(source))

# expect: 'await' outside function 1 14; 'await' outside function 1 14; fine; 'assert (a := await b)'
# expect: asynchronous comprehension outside of an asynchronous function 1 8; asynchronous comprehension outside of an asynchronous function 1 8; fine; 'assert [x async for x in y]'
# expect: 'await' outside async function 2 13; 'await' outside async function 2 13; 'await' outside async function 2 13; 'def f():\n assert not await x'
# expect: 'await' outside async function 1 9; 'await' outside async function 1 9; 'await' outside async function 1 9; 'lambda: await x'
# expect: 'await' outside function 2 2; 'await' outside function 2 2; 'await' outside function 2 2; 'class A:\n await x'
# expect: 'await' outside function 3 3; 'await' outside function 3 3; 'await' outside function 3 3; 'async def f():\n class A:\n  await x'
# expect: 'await' outside async function 2 10; 'await' outside async function 2 10; 'await' outside async function 2 10; 'async def f():\n lambda: await x'
# expect: fine; fine; fine; 'async def f():\n lambda x=await x: 1'
# expect: await expression cannot be used within a TypeVar bound 1 16; await expression cannot be used within a TypeVar bound 1 16; await expression cannot be used within a TypeVar bound 1 16; 'async def f[T: await x](): pass'
# expect: await expression cannot be used within an annotation 1 4; await expression cannot be used within an annotation 1 4; await expression cannot be used within an annotation 1 4; 'x: await x'
# expect: await expression cannot be used within an annotation 1 6; await expression cannot be used within an annotation 1 6; await expression cannot be used within an annotation 1 6; '(x): await x'
# expect: asynchronous comprehension outside of an asynchronous function 1 6; asynchronous comprehension outside of an asynchronous function 1 6; asynchronous comprehension outside of an asynchronous function 1 6; '(x): [y async for y in z]'
# expect: asynchronous comprehension outside of an asynchronous function 1 10; asynchronous comprehension outside of an asynchronous function 1 10; asynchronous comprehension outside of an asynchronous function 1 10; 'type T = [await x for x in y]'
# expect: fine; fine; fine; 'type T = (await x for x in y)'
# expect: asynchronous comprehension outside of an asynchronous function 1 10; asynchronous comprehension outside of an asynchronous function 1 10; asynchronous comprehension outside of an asynchronous function 1 10; 'def f[T: [await x for x in y]](): pass'
# expect: asynchronous comprehension outside of an asynchronous function 1 12; asynchronous comprehension outside of an asynchronous function 1 12; asynchronous comprehension outside of an asynchronous function 1 12; 'def f() -> [await x for x in y]: pass'
# expect: asynchronous comprehension outside of an asynchronous function 1 13; asynchronous comprehension outside of an asynchronous function 1 13; asynchronous comprehension outside of an asynchronous function 1 13; 'class A[T](*[await z for x in y]): pass'
# expect: 'yield' inside list comprehension 1 12; 'yield' inside list comprehension 1 12; 'yield' inside list comprehension 1 12; 'type T = [(yield) for x in y]'
# expect: 'yield' inside list comprehension 1 6; 'yield' inside list comprehension 1 6; 'yield' inside list comprehension 1 6; 'x: [(yield) for x in y]'
# expect: asynchronous comprehension outside of an asynchronous function 1 1; asynchronous comprehension outside of an asynchronous function 1 1; fine; '[[await x for x in y] for y in z]'
# expect: fine; fine; fine; '([await x for x in y] for y in z)'
# expect: 'await' outside function 1 13; 'await' outside function 1 13; fine; '(x for x in await y)'
# expect: asynchronous comprehension outside of an asynchronous function 1 1; asynchronous comprehension outside of an asynchronous function 1 1; fine; '[1 for x in y if await z]'
# expect: 'async with' outside async function 2 2; 'async with' outside async function 2 2; 'async with' outside async function 2 2; 'def f():\n async with a: await b'
# expect: 'async for' outside async function 1 1; 'async for' outside async function 1 1; fine; 'async for x in y: await z'
# expect: 'async with' outside async function 1 1; 'async with' outside async function 1 1; fine; 'async with a: pass'
# expect: asynchronous comprehension outside of an asynchronous function 2 2; asynchronous comprehension outside of an asynchronous function 2 2; asynchronous comprehension outside of an asynchronous function 2 2; 'class A:\n [await x for x in y]'
# expect: 'await' outside function 1 8; 'await' outside function 1 8; 'return' outside function 1 1; 'return await x'
# expect: asynchronous comprehension outside of an asynchronous function 1 24; asynchronous comprehension outside of an asynchronous function 1 24; asynchronous comprehension outside of an asynchronous function 1 24; 'async def f(): lambda: [await x for x in y]'
