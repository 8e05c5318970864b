# min-version: 3.14
for source in ("def f(x: (y := 1)): pass", "def f(x: (yield)): pass", "def f() -> (yield 1): pass", "async def f(x: (await y)): pass",
               "def f(*a: (yield from x)): pass", "def f(x: [y async for y in z]): pass"):
    try:
        compile(source, "<s>", "exec")
        print("valid", ascii(source))
    except SyntaxError as e:
        print("SyntaxError")

# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
