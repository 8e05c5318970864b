# return, break and continue in except*: the error covers the statement, also with a loop or an except around it.
SOURCES = [
    "def f():\n  try: pass\n  except* A:\n    return repr(1)\n",
    "def f():\n  try: pass\n  except* A:\n    return\n",
    "def f():\n  try: pass\n  except* A:\n    return 1\n",
    "def f():\n  try: pass\n  except* A:\n    return (1,\n            f)\n",
    "def f():\n  try: pass\n  except* A as e:\n    if e: return e.x\n",
    "def f():\n  try: pass\n  except* A:\n    try: c\n    except B: return f(1)\n",
    "def f():\n  for x in y:\n    try: pass\n    except* A:\n      if x: break\n",
    "def f():\n  try: pass\n  except* A:\n    return (\n      1)\n",
    "def f():\n  while x:\n    try: pass\n    except* A:\n      continue\n",
    "def f():\n  try: pass\n  except* A:\n    for x in y: return x\n",
    "def f():\n  try: pass\n  except* A:\n    for x in y: break\n    def g(): return 1\n",
]
for source in SOURCES:
    try:
        compile(source, "x", "exec")
        print("fine")
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)

# expect: 'break', 'continue' and 'return' cannot appear in an except* block 4 5 4 19
# expect: 'break', 'continue' and 'return' cannot appear in an except* block 4 5 4 11
# expect: 'break', 'continue' and 'return' cannot appear in an except* block 4 12 4 13
# expect: 'break', 'continue' and 'return' cannot appear in an except* block 4 5 5 15
# expect: 'break', 'continue' and 'return' cannot appear in an except* block 4 11 4 21
# expect: 'break', 'continue' and 'return' cannot appear in an except* block 5 15 5 26
# expect: 'break', 'continue' and 'return' cannot appear in an except* block 5 13 5 18
# expect: 'break', 'continue' and 'return' cannot appear in an except* block 4 5 5 9
# expect: 'break', 'continue' and 'return' cannot appear in an except* block 5 7 5 15
# expect: 'break', 'continue' and 'return' cannot appear in an except* block 4 17 4 25
# expect: fine
