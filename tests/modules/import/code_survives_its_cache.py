# What a cached module holds is what the compiler made: operands in the extra words of instructions come back.
import marshal

source = '''
import ast

class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y

def describe(thing):
    match thing:
        case Point(0, y): return "on the axis", y
        case Point(x=a, y=b): return "elsewhere", a, b
        case ast.Expr(ast.BinOp(op=ast.Add())): return "sum"
        case int(n): return n

def keywords(a, *, b=2, **rest):
    return a, b, rest

result = [describe(Point(0, 1)), describe(Point(2, 3)), describe(ast.parse("a + b").body[0]), describe(7), describe("")]
result.append(keywords(1, b=3, c=4))
result.append("{a}-{b}".format(a=1, b=2))
'''


def run(code):
    names = {}
    exec(code, names)
    return names["result"]


code = compile(source, "survivor", "exec")
print(run(marshal.loads(marshal.dumps(code))))
print(run(marshal.loads(marshal.dumps(code))) == run(code))
print(marshal.loads(marshal.dumps(code)) == code)

# expect: [('on the axis', 1), ('elsewhere', 2, 3), 'sum', 7, None, (1, 3, {'c': 4}), '1-2']
# expect: True
# expect: True
