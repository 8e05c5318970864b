for s in ["def f():\n x: int\n global x", "def f(x):\n global x", "nonlocal x", "class C:\n nonlocal y", "def f():\n nonlocal zz",
          "def f():\n print(x)\n global x", "def f():\n global x\n x: int", "x: int\nglobal x", "[(x := 1) for x in y]", "class C: [x := 1 for y in z]",
          "[1 for x in (x := y)]", "def f(__debug__): 1", "__debug__ = 1", "del __debug__", "import __debug__", "from a import __debug__", "f(__debug__=1)", "lambda __debug__: 1", "class __debug__: pass", "for __debug__ in x: pass", "with a as __debug__: pass", "def __debug__(): pass", "x.__debug__ = 1"]:
    try:
        compile(s, "<s>", "exec")
        print("valid", ascii(s))
    except SyntaxError as e:
        print(ascii(s), "->", e.msg)

# expect: 'def f():\n x: int\n global x' -> annotated name 'x' can't be global
# expect: 'def f(x):\n global x' -> name 'x' is parameter and global
# expect: 'nonlocal x' -> nonlocal declaration not allowed at module level
# expect: 'class C:\n nonlocal y' -> no binding for nonlocal 'y' found
# expect: 'def f():\n nonlocal zz' -> no binding for nonlocal 'zz' found
# expect: 'def f():\n print(x)\n global x' -> name 'x' is used prior to global declaration
# expect: 'def f():\n global x\n x: int' -> annotated name 'x' can't be global
# expect: 'x: int\nglobal x' -> annotated name 'x' can't be global
# expect: '[(x := 1) for x in y]' -> assignment expression cannot rebind comprehension iteration variable 'x'
# expect: 'class C: [x := 1 for y in z]' -> assignment expression within a comprehension cannot be used in a class body
# expect: '[1 for x in (x := y)]' -> assignment expression cannot be used in a comprehension iterable expression
# expect: 'def f(__debug__): 1' -> cannot assign to __debug__
# expect: '__debug__ = 1' -> cannot assign to __debug__
# expect: 'del __debug__' -> cannot delete __debug__
# expect: 'import __debug__' -> cannot assign to __debug__
# expect: 'from a import __debug__' -> cannot assign to __debug__
# expect: 'f(__debug__=1)' -> cannot assign to __debug__
# expect: 'lambda __debug__: 1' -> cannot assign to __debug__
# expect: 'class __debug__: pass' -> cannot assign to __debug__
# expect: 'for __debug__ in x: pass' -> cannot assign to __debug__
# expect: 'with a as __debug__: pass' -> cannot assign to __debug__
# expect: 'def __debug__(): pass' -> cannot assign to __debug__
# expect: 'x.__debug__ = 1' -> cannot assign to __debug__
