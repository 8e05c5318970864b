# min-version: 3.15
# `:=` in a comprehension binds its name in the code around an annotation. Other code that is evaluated lazily refuses it.
for source in (
    "x: [(a := 1) for x in y]", "x: [(a := 1) for a in y]", "x: (a := 1)", "class A:\n x: [(a := 1) for x in y]", "type T = [(a := 1) for x in y]",
    "class A:\n type T = [(a := 1) for x in y]", "def f[T: ([(a := 1) for x in y], int)](): pass", "def f[*T = [(a := 1) for x in y]](): pass",
    "class A[T]([(a := 1) for x in y]): pass", "def f[T](x: [(a := 1) for x in y]): pass", "def f[T](x=[(a := 1) for x in y]): pass",
    "class A:\n def f(x: [(a := 1) for x in y]): pass",
):
    try:
        compile(source, "source", "exec")
        print("fine")
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset)

x: [(seen := n) for n in (1, 2, 3)]
print(__annotate__(1), seen)

def outer():
    def inner(x: [(found := n) for n in (4, 5)]): pass
    print(inner.__annotations__, found)
outer()

T = "global"
class Base[X]: pass
class C[P]:
    T = P = "class"
    type Alias = [T for _ in (1,)]
    type Generic[T] = [T for _ in (1,)]
    type Plain = T
    class Inner[U](*[Base[P] for _ in (1,)]): pass
    x: [T for _ in (1,)]
    y: T
print(C.Alias.__value__, C.Generic.__value__[0] is C.Generic.__type_params__[0], C.Plain.__value__, C.__annotations__)
print(C.Inner.__orig_bases__[0].__args__[0] is C.__type_params__[0])

# expect: fine
# expect: assignment expression cannot rebind comprehension iteration variable 'a' 1 6
# expect: named expression cannot be used within an annotation 1 5
# expect: assignment expression within a comprehension cannot be used in a class body 2 7
# expect: assignment expression within a comprehension cannot be used in a type alias 1 12
# expect: assignment expression within a comprehension cannot be used in a type alias 2 13
# expect: assignment expression within a comprehension cannot be used in a TypeVar bound 1 13
# expect: assignment expression within a comprehension cannot be used in a TypeVar bound 1 14
# expect: assignment expression within a comprehension cannot be used within the definition of a generic 1 14
# expect: assignment expression within a comprehension cannot be used within the definition of a generic 1 15
# expect: fine
# expect: assignment expression within a comprehension cannot be used in a class body 2 13
# expect: {'x': [1, 2, 3]} 3
# expect: {'x': [4, 5]} 5
# expect-error: TypeError: Some type variables (P) are not listed in Generic[U]
# status: 1
