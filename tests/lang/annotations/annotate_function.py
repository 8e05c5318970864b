# min-version: 3.14
def f(a: int, b: "text", *args: str, c: float = 1.0, **kw: bool) -> None: pass
annotate = f.__annotate__
print(annotate(1))
print(type(annotate).__name__, annotate.__name__, annotate.__qualname__)
for format in (3, 4):
    try:
        print(annotate(format))
    except NotImplementedError:
        print("NotImplementedError", format)

# expect: {'a': <class 'int'>, 'b': 'text', 'args': <class 'str'>, 'c': <class 'float'>, 'kw': <class 'bool'>, 'return': None}
# expect: function __annotate__ f.__annotate__
# expect: NotImplementedError 3
# expect: NotImplementedError 4
