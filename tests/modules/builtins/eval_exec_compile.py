print(eval("1 + x", {"x": 2}), eval("a * b", {"a": 3}, {"b": 4}), eval("  5"), eval(compile("2 ** 5", "<s>", "eval")))
ns = {}
exec("y = 1\ndef f(n):\n    return n + y", ns)
print(ns["f"](5), "__builtins__" in ns, exec("pass"))
exec(compile("print('single')\n3 + 4", "<s>", "single"))
code = compile("z = 10", "file.py", "exec")
print(code.co_filename, code.co_name, type(code).__name__)


def local_exec():
    scope = {}
    exec("q = 5", globals(), scope)
    return scope


print(local_exec(), "q" in globals())
for action in (
    lambda: eval("x ="), lambda: eval("import os"), lambda: exec(5), lambda: compile("1", "f", "bad"),
    lambda: eval("undefined_name", {}), lambda: eval("len", {"__builtins__": {}}),
):
    try:
        action()
    except (SyntaxError, TypeError, ValueError, NameError) as error:
        print(type(error).__name__, error)

# expect: 3 12 5 32
# expect: 6 True None
# expect-error: SyntaxError: multiple statements found while compiling a single statement
# status: 1
