for source in ("def f(): pass", "def f(): pass\n", "if 1:\n pass", "if 1:\n pass\n", "x = 1", "x = 1; y = 2\n", "with x: pass", "while 0: pass\n# end", "class A: pass\n\n\n",
               "1\n2", "del x\ndel y", "f()\n# comment\ng()", "f()\n# comment", "x = '''\ny\n'''\nz = 1\n"):
    try:
        compile(source, "<source>", "single")
        print("compiles")
    except SyntaxError as e:
        print(e.msg)

# expect: invalid syntax
# expect: compiles
# expect: compiles
# expect: compiles
# expect: compiles
# expect: compiles
# expect: invalid syntax
# expect: compiles
# expect: compiles
# expect: multiple statements found while compiling a single statement
# expect: multiple statements found while compiling a single statement
# expect: multiple statements found while compiling a single statement
# expect: compiles
# expect: multiple statements found while compiling a single statement
