for source in ("1 +", "x = = 2", "for in x: pass", "return 1", "break", "def f(a, a): pass", "f(a=1, 2)", "x = 'abc", "1 = x", "nonlocal x",
               "def f():\n  global x\n  x = 1\n  nonlocal x", "(yield)", "a, b += 1", "f() = 1", "del f()", "continue",
               "def f(**k, a): pass", "class C: return 1", "x: int: str", "print 'hello'", "None = 1", "def None(): pass"):
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as error:
        print(error.lineno, error.offset, error.msg)

# expect: 1 4 invalid syntax
# expect: 1 5 invalid syntax
# expect: 1 5 invalid syntax
# expect: 1 1 'return' outside function
# expect: 1 1 'break' outside loop
# expect-before-3.15: 1 10 duplicate argument 'a' in function definition
# expect-since-3.15: 1 10 duplicate parameter 'a' in function definition
# expect: 1 9 positional argument follows keyword argument
# expect: 1 5 unterminated string literal (detected at line 1)
# expect: 1 1 cannot assign to literal here. Maybe you meant '==' instead of '='?
# expect: 1 1 nonlocal declaration not allowed at module level
# expect: 4 3 name 'x' is assigned to before nonlocal declaration
# expect: 1 2 'yield' outside function
# expect: 1 1 'tuple' is an illegal expression for augmented assignment
# expect: 1 1 cannot assign to function call here. Maybe you meant '==' instead of '='?
# expect: 1 5 cannot delete function call
# expect: 1 1 'continue' not properly in loop
# expect-before-3.15: 1 12 arguments cannot follow var-keyword argument
# expect-since-3.15: 1 12 parameters cannot follow var-keyword parameter
# expect: 1 10 'return' outside function
# expect: 1 7 invalid syntax
# expect: 1 1 Missing parentheses in call to 'print'. Did you mean print(...)?
# expect: 1 1 cannot assign to None
# expect: 1 5 invalid syntax
