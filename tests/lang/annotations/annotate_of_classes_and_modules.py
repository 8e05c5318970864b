# min-version: 3.14
import sys
class C:
    a: int
    b: "text"
x: int = 1
for annotate in (C.__annotate__, __annotate__):
    print(annotate.__name__, annotate.__qualname__, annotate(1), annotate(2))
    for format in (3, 4):
        try:
            annotate(format)
        except NotImplementedError:
            print("NotImplementedError", format)
print(sys.modules[__name__].__annotate__ is __annotate__, "__annotations__" in globals())
class D: pass
print(D.__annotate__, int.__dict__.get("__annotate__"))

# expect: __annotate__ C.__annotate__ {'a': <class 'int'>, 'b': 'text'} {'a': <class 'int'>, 'b': 'text'}
# expect: NotImplementedError 3
# expect: NotImplementedError 4
# expect: __annotate__ __annotate__ {'x': <class 'int'>} {'x': <class 'int'>}
# expect: NotImplementedError 3
# expect: NotImplementedError 4
# expect: True False
# expect: None None
