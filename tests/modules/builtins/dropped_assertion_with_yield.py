# Only functions become generators, there even of a yield that is not compiled.
for text in ("assert x, (yield)", "class A: assert x, (yield)", "class A:\n    assert x, (yield 5)\n    y = 1\nprint(A.y)"):
    code = compile(text, "f", "exec", optimize=1)
    print(code.co_flags & 32, eval(code, {"x": 1}))
try:
    {}["k"]
except KeyError as e:
    print(repr(e.__context__))
space = {}
exec(compile("def f(): assert 0, (yield)", "f", "exec", optimize=1), space)
print(list(space["f"]()), space["f"].__code__.co_flags & 32)
for text in ("assert x, (yield)", "class A: assert x, (yield)"):
    try:
        compile(text, "f", "exec", optimize=0)
    except SyntaxError as e:
        print(e)

# expect: 0 None
# expect: 0 None
# expect: 1
# expect: 0 None
# expect: None
# expect: [] 32
# expect: 'yield' outside function (f, line 1)
# expect: 'yield' outside function (f, line 1)
