# min-version: 3.12
# Keywords of a class statement are checked as those of a call; __debug__ is never bound.
def check(text):
    try:
        compile(text, "case", "exec")
        print("compiles:", text)
    except SyntaxError as e:
        print(e.msg, e.offset, e.end_offset)
check("class C(metaclass=type, metaclass=type): pass")
check("class C(a=1, b=2, a=3): pass")
check("class C[T](a=1, a=2): pass")
check("class C(a=1, **k, a=2): pass")
check("class C(a=1, **k, b=2): pass")
check("class C(__debug__=42): pass")
check("class C(x=1, __debug__=42, *a): pass")
check("f(__debug__=1)")
check("try: pass\nexcept A as __debug__: pass")
check("try: pass\nexcept* A as __debug__: pass")
check("del __debug__")

# expect: keyword argument repeated: metaclass 25 39
# expect: keyword argument repeated: a 19 22
# expect: keyword argument repeated: a 17 20
# expect: keyword argument repeated: a 19 22
# expect: compiles: class C(a=1, **k, b=2): pass
# expect: cannot assign to __debug__ 9 21
# expect: cannot assign to __debug__ 14 26
# expect: cannot assign to __debug__ 3 14
# expect: cannot assign to __debug__ 1 28
# expect: cannot assign to __debug__ 1 29
# expect: cannot delete __debug__ 5 14
