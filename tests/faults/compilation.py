# Source text compiled and run: functions, classes, mistakes, syntax trees.
import ast
source = "\n".join(f"def f{n}(a, b={n}, *c, **d):\n    return [a + x for x in range(b) if x % {n + 1}] + [lambda: {n}]\n" for n in range(25))
namespace = {}
exec(compile(source, "made", "exec"), namespace)
print(sum(len(namespace[f"f{n}"](1)) for n in range(25)), eval("[x * 2 for x in y]", {"y": (1, 2)}), eval("f'{1 + 1!r:>4}'"))
tree = ast.parse(source)
print(sum(isinstance(node, ast.Lambda) for node in ast.walk(tree)), ast.unparse(ast.parse("x = (1+2)*-3 if a else b[1:2]")), ast.literal_eval("{'a': [1, (2, 3)]}"))
for text in ("def f(:", "x = (1", "'abc", "  x", "return 1", "f(a=1, a=2)", "1 = x", "é = §"):
    try:
        compile(text, "bad", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset)
exec("class A:\n  x: int = 1\n  def m(self): return __class__.x\nprint(A().m())\nmatch [1, {'k': 2}]:\n  case [a, {'k': b}]: print(a, b)")
