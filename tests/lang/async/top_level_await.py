import ast, asyncio, inspect, types
FLAG = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
SOURCE = """
'doc'
import asyncio
x = await asyncio.sleep(0, 5)
async with Context() as entered:
    y = entered
z = [i async for i in items()]
total = 0
async for i in items():
    total += i
    if i == 2: break
def later(): return total
try:
    await fails()
except ValueError as e:
    caught = str(e)
"""
class Context:
    async def __aenter__(self): return 3
    async def __aexit__(self, *a): pass
async def items():
    for i in range(4): yield i
async def fails(): raise ValueError("inside")
for locals_too in (False, True):
    code = compile(SOURCE, "<s>", "exec", FLAG)
    names = {"Context": Context, "items": items, "fails": fails}
    space = {} if locals_too else names
    coroutine = eval(code, names, space) if locals_too else eval(code, names)
    print(bool(code.co_flags & inspect.CO_COROUTINE), inspect.iscoroutine(coroutine), asyncio.run(coroutine))
    print(space["x"], space["y"], space["z"], space["total"], space["caught"], space["__doc__"])
    print(names.get("later") and names["later"]())
print(exec(compile("x = 1", "<s>", "exec", FLAG)), compile("x = 1", "<s>", "exec", FLAG).co_flags & inspect.CO_COROUTINE)
print(asyncio.run(eval(compile("await asyncio.sleep(0, 7)", "<s>", "eval", FLAG))))
function = types.FunctionType(compile("await asyncio.sleep(0, 9)", "<s>", "single", FLAG), globals())
asyncio.run(function())
tree = ast.parse("a = await asyncio.sleep(0, 'tree')")
space = {"asyncio": asyncio}
asyncio.run(eval(compile(tree, "<s>", "exec", FLAG), space))
print(space["a"])
for source in ("await x", "async for i in x: pass", "async with x: pass", "[i async for i in x]"):
    try:
        compile(source, "<s>", "exec")
    except SyntaxError as e:
        print(e.msg)
for source in ("def f(): await x", "class C: await x", "lambda: await x", "yield"):
    try:
        compile(source, "<s>", "exec", FLAG)
    except SyntaxError as e:
        print(e.msg)

# expect: True True None
# expect: 5 3 [0, 1, 2, 3] 3 inside doc
# expect: 3
# expect: True True None
# expect: 5 3 [0, 1, 2, 3] 3 inside doc
# expect: None
# expect: None 0
# expect: 7
# expect: 9
# expect: tree
# expect: 'await' outside function
# expect: 'async for' outside async function
# expect: 'async with' outside async function
# expect: asynchronous comprehension outside of an asynchronous function
# expect: 'await' outside async function
# expect: 'await' outside function
# expect: 'await' outside async function
# expect: 'yield' outside function
