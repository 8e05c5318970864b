# Messages for mistakes that 3.15 knows: raise ... from, the last comma of with, targets of imports, case without match, assignments in assert.
# min-version: 3.15
texts = [
    "raise from",
    "raise from None",
    "raise from x y",
    "raise X from",
    "raise X.y() from;",
    "raise X from # c",
    "raise X from )",
    "raise X from 1 2",
    "raise X from else",
    "with a,: pass",
    "with a as x,: pass",
    "with a, b,: pass",
    "with a as x, b as y, : pass",
    "async def f():\n async with a,: pass",
    "with a,\\\n  : pass",
    "with a,",
    "with (a,),: pass",
    "with a,:",
    "with a, b, x y: pass",
    "with a as 1,: pass",
    "import a as b.c",
    "import a.b as (a, b)",
    "import a, a.b as 1",
    "import a.b as 'a', a",
    "from a import (b as c.d)",
    "from a import b as 1",
    "from a import (\n b as f())",
    "from a import (\n b as [],\n)",
    "from a import b as x+1",
    "from a import b as (x)",
    "import a as x y",
    "import a as (yield)",
    "import a as f'{x}'",
    "import a as *b",
    "import a as b[0]",
    "from a import b as c.d, e",
    "from a import (b as c.d",
    "import a as",
    "from a import b as None",
    "import a as True, b",
    "import a as -1",
    "import a as x if y else z",
    "import a as (x",
    "import a as lambda: 0",
    "from a import b as c[1], d",
    "import a as {}",
    "import a as x.y = 3",
    "case 1: ...",
    'case "p": ...',
    "case 1 | 2: ...",
    "case k(a=1) | {}: ...",
    "case [] if x > 1: ...",
    "case match: ...",
    "case case: ...",
    "if s:\n    case 1: ...",
    "case s:\n    case 1: ...",
    "case x",
    "case x y: pass",
    "match x:\n  case 1:\n    case 2: pass",
    "match x:\n case 1: pass\ncase 2: pass",
    "case 1:\n  pass",
    "case a, b: pass",
    "case (a, b): pass",
    "case -1: pass",
    "case x.y: pass",
    "case *a, b: pass",
    "case 1 if x: pass",
    "case x = 1:",
    "case = 1\ncase 2: pass",
    "case (1)\ncase: int = 3",
    "case [1]: int = 3",
    "case(x): int",
    "case (x): int = 3",
    "case.x: int = 4",
    "case 'a' as b: ...",
    "case {'a':1, **r}: ...",
    "x; case 1: pass",
    "def f():\n  case 1: pass",
    "assert a := 1",
    "assert 1, a := 1",
    "assert 1 = 2 = 3",
    "assert x[0] = 1",
    "assert (yield a) = 2",
    "assert a = b, c",
    "assert 1, a = 1",
    "assert 1 = a, a = 1",
    "assert a = ",
    "assert a.b = c = d",
    "assert a, b c",
    "assert a == 1 = 2",
    "assert None = 1",
    "assert (a = 1)",
    "assert a, (b = 1)",
    "assert f(a) = 1",
    "assert not a = 1",
]
for text in texts:
    try:
        compile(text, "<text>", "exec")
        print("compiles:", ascii(text))
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)

# expect: did you forget an expression between 'raise' and 'from'? 1 1 1 11
# expect: did you forget an expression between 'raise' and 'from'? 1 1 1 11
# expect: did you forget an expression between 'raise' and 'from'? 1 1 1 11
# expect: did you forget an expression after 'from'? 1 9 1 13
# expect: did you forget an expression after 'from'? 1 13 1 17
# expect: did you forget an expression after 'from'? 1 9 1 13
# expect: unmatched ')' 1 14 1 14
# expect: invalid syntax 1 16 1 17
# expect: did you forget an expression after 'from'? 1 9 1 13
# expect: the last 'with' item has a trailing comma 1 7 1 8
# expect: the last 'with' item has a trailing comma 1 12 1 13
# expect: the last 'with' item has a trailing comma 1 10 1 11
# expect: the last 'with' item has a trailing comma 1 20 1 21
# expect: the last 'with' item has a trailing comma 2 14 2 15
# expect: the last 'with' item has a trailing comma 1 7 1 8
# expect: invalid syntax 1 8 1 9
# expect: the last 'with' item has a trailing comma 1 10 1 11
# expect: the last 'with' item has a trailing comma 1 7 1 8
# expect: invalid syntax 1 14 1 15
# expect: cannot assign to literal 1 11 1 12
# expect: cannot use attribute as import target 1 13 1 16
# expect: cannot use tuple as import target 1 15 1 21
# expect: cannot use literal as import target 1 18 1 19
# expect: cannot use literal as import target 1 15 1 18
# expect: cannot use attribute as import target 1 21 1 24
# expect: cannot use literal as import target 1 20 1 21
# expect: cannot use function call as import target 2 7 2 10
# expect: cannot use list as import target 2 7 2 9
# expect: cannot use expression as import target 1 20 1 23
# expect: cannot use name as import target 1 21 1 22
# expect: cannot use name as import target 1 13 1 14
# expect: cannot use yield expression as import target 1 14 1 19
# expect: cannot use f-string expression as import target 1 13 1 19
# expect: invalid syntax 1 13 1 14
# expect: cannot use subscript as import target 1 13 1 17
# expect: cannot use attribute as import target 1 20 1 23
# expect: '(' was never closed 1 15 1 0
# expect: invalid syntax 1 12 1 13
# expect: cannot use None as import target 1 20 1 24
# expect: cannot use True as import target 1 13 1 17
# expect: cannot use expression as import target 1 13 1 15
# expect: cannot use conditional expression as import target 1 13 1 26
# expect: '(' was never closed 1 13 1 0
# expect: cannot use lambda as import target 1 13 1 22
# expect: cannot use subscript as import target 1 20 1 24
# expect: cannot use dict literal as import target 1 13 1 15
# expect: cannot use attribute as import target 1 13 1 16
# expect: case statement must be inside match statement 1 1 1 8
# expect: case statement must be inside match statement 1 1 1 10
# expect: case statement must be inside match statement 1 1 1 12
# expect: case statement must be inside match statement 1 1 1 18
# expect: case statement must be inside match statement 1 1 1 18
# expect: case statement must be inside match statement 1 1 1 12
# expect: case statement must be inside match statement 1 1 1 11
# expect: case statement must be inside match statement 2 5 2 12
# expect: case statement must be inside match statement 2 5 2 12
# expect: invalid syntax 1 6 1 7
# expect: invalid syntax 1 6 1 7
# expect: case statement must be inside match statement 3 5 3 12
# expect: case statement must be inside match statement 3 1 3 8
# expect: case statement must be inside match statement 1 1 1 8
# expect: case statement must be inside match statement 1 1 1 11
# expect: case statement must be inside match statement 1 1 1 13
# expect: case statement must be inside match statement 1 1 1 9
# expect: case statement must be inside match statement 1 1 1 10
# expect: case statement must be inside match statement 1 1 1 12
# expect: case statement must be inside match statement 1 1 1 13
# expect: invalid syntax 1 6 1 7
# expect: case statement must be inside match statement 2 1 2 8
# expect: compiles: 'case (1)\ncase: int = 3'
# expect: compiles: 'case [1]: int = 3'
# expect: case statement must be inside match statement 1 1 1 9
# expect: case statement must be inside match statement 1 1 1 10
# expect: compiles: 'case.x: int = 4'
# expect: case statement must be inside match statement 1 1 1 15
# expect: case statement must be inside match statement 1 1 1 19
# expect: invalid syntax 1 9 1 10
# expect: case statement must be inside match statement 2 3 2 10
# expect: cannot use named expression without parentheses here 1 8 1 14
# expect: cannot use named expression without parentheses here 1 11 1 17
# expect: cannot assign to literal here. Maybe you meant '==' instead of '='? 1 8 1 13
# expect: cannot assign to subscript here. Maybe you meant '==' instead of '='? 1 8 1 16
# expect: cannot assign to yield expression here. Maybe you meant '==' instead of '='? 1 9 1 21
# expect: cannot assign to name here. Maybe you meant '==' instead of '='? 1 8 1 13
# expect: cannot assign to name here. Maybe you meant '==' instead of '='? 1 11 1 16
# expect: cannot assign to literal here. Maybe you meant '==' instead of '='? 1 8 1 13
# expect: invalid syntax 1 10 1 11
# expect: cannot assign to attribute here. Maybe you meant '==' instead of '='? 1 8 1 15
# expect: invalid syntax 1 13 1 14
# expect: cannot assign to comparison here. Maybe you meant '==' instead of '='? 1 8 1 18
# expect: cannot assign to None here. Maybe you meant '==' instead of '='? 1 8 1 16
# expect: invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 9 1 14
# expect: invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 12 1 17
# expect: cannot assign to function call here. Maybe you meant '==' instead of '='? 1 8 1 16
# expect: cannot assign to expression here. Maybe you meant '==' instead of '='? 1 8 1 17
