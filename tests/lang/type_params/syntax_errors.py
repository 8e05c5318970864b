# min-version: 3.13
cases = ["def f[T, T](): pass", "class C[T, T]: pass", "type A[T, T] = int", "def f[](): pass", "class C[]: pass", "type A[] = int",
         "def f[T: (yield)](): pass", "def f[T: (x := 1)](): pass", "class C[T](x := 1): pass", "class C[T]((yield)): pass",
         "type A = (yield)", "type A = (x := 1)", "def f[*Ts: int](): pass", "def f[**P: int](): pass", "def f[T = int, U](): pass",
         "def f[T: (await x)](): pass", "def f[T = (yield)](): pass", 
         "class C[T]: nonlocal T", "def f[T](): nonlocal T", "type 1 = int", "type A.b = int", "type A", "lambda[T]: 1",
         "class C[T]:\n  def m[T]():\n    nonlocal T\n    T = 1"]
for source in cases:
    try:
        compile(source, "<s>", "exec")
        print("valid:", source)
    except SyntaxError as e:
        print(e.msg)

# expect: duplicate type parameter 'T'
# expect: duplicate type parameter 'T'
# expect: duplicate type parameter 'T'
# expect: Type parameter list cannot be empty
# expect: Type parameter list cannot be empty
# expect: Type parameter list cannot be empty
# expect: yield expression cannot be used within a TypeVar bound
# expect: named expression cannot be used within a TypeVar bound
# expect: named expression cannot be used within the definition of a generic
# expect: yield expression cannot be used within the definition of a generic
# expect: yield expression cannot be used within a type alias
# expect: named expression cannot be used within a type alias
# expect: cannot use bound with TypeVarTuple
# expect: cannot use bound with ParamSpec
# expect: non-default type parameter 'U' follows default type parameter
# expect: await expression cannot be used within a TypeVar bound
# expect: yield expression cannot be used within a TypeVar default
# expect: nonlocal binding not allowed for type parameter 'T'
# expect: nonlocal binding not allowed for type parameter 'T'
# expect: invalid syntax
# expect: invalid syntax
# expect: invalid syntax
# expect: invalid syntax
# expect: nonlocal binding not allowed for type parameter 'T'
