# ast.parse(type_comments=True): comments that say types are parts of the tree.
import ast

TEXT = '''\
# type: ignore
def first(a, b):  # type: (int, str) -> bool
    pass

def second(
    a,  # type: int
    b=1,  # type:str
    *args,  #type: float
    c,    #   type:   list[int]
    d=None  # type: object
):
    # type: (...) -> None
    pass

def third(a, /, b, *, c, **kw  # type: dict
          ): pass  # type: ignore[excuse]

async def fourth():
    # type: () -> int
    async for x in y:  # type: int
        pass
    else:
        pass
    async with a as b, c as d:  # type: str
        pass

with (a as b, c as d):  # type: tuple
    pass
for i in range(3): # type: int
    continue  # type: ignoreit is a type comment
'''.replace('  # type: ignoreit is a type comment', '')
TEXT += '''\
v = w = 3  # type: int
v = yield 1  # type: ä"€"
v = []  # type:
v = []  # type: ignore_this, a tag
if v:
    # type: ignore # with a comment
    v = {}  # type: ignore
v = """
# type: int
"""; w = (1,
  2)  # type:	tabs	inside	
'''


def show(tree):
    for node in ast.walk(tree):
        comment = getattr(node, 'type_comment', None)
        if comment is not None:
            print(type(node).__name__, node.lineno, repr(comment))
    print([(ignore.lineno, ignore.tag) for ignore in getattr(tree, 'type_ignores', [])])


show(ast.parse(TEXT, type_comments=True))
show(ast.parse(TEXT))
show(ast.parse('x = 1  # type: int', type_comments=True))
show(ast.parse('def f(\n  a,  # type: A\n):\n  # type: (...) -> B\n  pass # type: ignore x', type_comments=True))
print(ast.unparse(ast.parse(TEXT, type_comments=True)) == ast.unparse(ast.parse(TEXT)))
print(ast.unparse(ast.parse('for x in y:  # type: int\n  z = 1 # type: str\n', type_comments=True)))
for text in ('(int, *str, **Any) -> float', '() -> list[int]\n\n', '(*a) -> b', '(**a) -> b', '(a, **b) -> c', '(*a, **b) -> c', '(a, b) -> c',
             '(a, ) -> b', '(*a, *b) -> c', '(**a, *b) -> c', '(*a, b) -> c', '(**a, b) -> c', '(a b) -> c', '(a) -> b, c', '() ->', '(a)',
             '(a,, b) -> c', '(**a, **b) -> c'):
    try:
        tree = ast.parse(text, mode='func_type')
        print(ast.unparse(tree))
    except SyntaxError as error:
        print(repr(text), error.msg)

for wrong in ('x  # type: int\n', 'if x:  # type: int\n  pass\n', 'x += 1  # type: int\n', 'x: int = 1  # type: int\n',
              'pass  # type: int\n', 'f(a,  # type: int\n b)\n', 'class C:  # type: int\n  pass\n', 'while x:  # type: int\n  y\n',
              'def f():  # type: () -> int\n  # type: () -> str\n  pass\n', 'def f(*,  # type: int\n a): pass\n',
              'def f(a  # type: int\n, b): pass\n', 'lambda a,  # type: int\n b: 1\n', '(lambda a,  # type: int\n b: 1)\n',
              'def f(a, /,  # type: int\n b): pass\n', '# type: int\nx = 1\n', 'def f():\n  # type: () -> int\nx\n',
              '[x for x in y  # type: int\n]\n', 'try:  # type: int\n  pass\nfinally:\n  pass\n', 'return  # type: int\n', 'continue  # type: ignoreit\n'):
    try:
        ast.parse(wrong, type_comments=True)
    except SyntaxError as error:
        print(type(error).__name__, error.lineno, error.msg)
    else:
        print('accepted', repr(wrong))
for ignored in ('x  # type: ignore\n', 'if x:  # type: ignore[a]\n  pass\n', '[1,  # type: ignore\n 2]\n', '# type: ignore'):
    show(ast.parse(ignored, type_comments=True))
exec(compile(TEXT.replace('yield 1', '1').replace('with (a as b, c as d):', 'if 1:').replace('range(3)', '()'), 'text', 'exec'))

# expect: FunctionDef 2 '(int, str) -> bool'
# expect: FunctionDef 5 '(...) -> None'
# expect: AsyncFunctionDef 18 '() -> int'
# expect: With 27 'tuple'
# expect: For 29 'int'
# expect: Assign 31 'int'
# expect: Assign 32 'ä"€"'
# expect: Assign 33 ''
# expect: Assign 40 'tabs\tinside\t'
# expect: AsyncFor 20 'int'
# expect: AsyncWith 24 'str'
# expect: arg 6 'int'
# expect: arg 7 'str'
# expect: arg 8 'float'
# expect: arg 9 'list[int]'
# expect: arg 10 'object'
# expect: arg 15 'dict'
# expect: [(1, '\n'), (16, '[excuse]'), (34, '_this, a tag'), (36, ' # with a comment\n'), (37, '')]
# expect: []
# expect: Assign 1 'int'
# expect: []
# expect: FunctionDef 1 '(...) -> B'
# expect: arg 2 'A'
# expect: [(5, ' x')]
# expect: False
# expect: for x in y: # type: int
# expect:     z = 1 # type: str
# expect: (int, str, Any) -> float
# expect: () -> list[int]
# expect: (a) -> b
# expect: (a) -> b
# expect: (a, b) -> c
# expect: (a, b) -> c
# expect: (a, b) -> c
# expect: '(a, ) -> b' invalid syntax
# expect: '(*a, *b) -> c' invalid syntax
# expect: '(**a, *b) -> c' invalid syntax
# expect: '(*a, b) -> c' invalid syntax
# expect: '(**a, b) -> c' invalid syntax
# expect: '(a b) -> c' invalid syntax. Perhaps you forgot a comma?
# expect: '(a) -> b, c' invalid syntax
# expect: '() ->' invalid syntax
# expect: '(a)' invalid syntax
# expect: '(a,, b) -> c' invalid syntax
# expect: '(**a, **b) -> c' invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 3 Cannot have two type comments on def
# expect: SyntaxError 1 bare * has associated type comment
# expect: SyntaxError 2 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: IndentationError 3 expected an indented block after function definition on line 1
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: SyntaxError 1 invalid syntax
# expect: [(1, '')]
# expect: [(1, '[a]')]
# expect: [(1, '')]
# expect: [(1, '\n')]
