# Messages show private names as they are written, but where CPython shows the mangled name.
for source in (
    "def f(self): [[(__x := 2) for _ in y] for __x in y]",
    "def f(self): [i for i in y if (__j := 0) for __j in y]",
    "def f():\n  __x = 1\n  global __x",
    "def f(__x):\n  global __x",
    "def f():\n  print(__x)\n  global __x",
    "def f():\n  nonlocal __x",
    "def f():\n  global __x\n  nonlocal __x",
    "global __x\n __x: int",
    "def f():\n  __x: int\n  global __x",
):
    try:
        compile("class A:\n " + source, "source", "exec")
    except SyntaxError as error:
        print(error.msg)

# expect: assignment expression cannot rebind comprehension iteration variable '__x'
# expect: comprehension inner loop cannot rebind assignment expression target '__j'
# expect: name '__x' is assigned to before global declaration
# expect: name '__x' is parameter and global
# expect: name '__x' is used prior to global declaration
# expect: no binding for nonlocal '_A__x' found
# expect: name '_A__x' is nonlocal and global
# expect: annotated name '__x' can't be global
# expect: annotated name '__x' can't be global
