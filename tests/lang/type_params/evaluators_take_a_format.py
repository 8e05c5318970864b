# min-version: 3.15
# The functions behind bounds, defaults and values of aliases have an optional parameter, and know two formats.
import inspect
type Alias[T] = list[T]
def f[T: int = bool, **P = [int], *Ts = tuple[int], C: (int, str) = int](): pass
class K:
    type In = K
    def g[T: K](self): pass
    x: "int"

T, P, Ts, C = f.__type_params__
for evaluate in (Alias.evaluate_value, T.evaluate_bound, T.evaluate_default, P.evaluate_default, Ts.evaluate_default, C.evaluate_constraints,
                 K.In.evaluate_value, K.g.__type_params__[0].evaluate_bound):
    print(inspect.signature(evaluate), evaluate.__code__.co_varnames[:1], evaluate.__defaults__, evaluate(), evaluate(1), evaluate(2), end=" ")
    for format in (3, 4, None, "a"):
        try:
            evaluate(format)
        except (NotImplementedError, TypeError) as e:
            print(type(e).__name__, end=" ")
    print()
print(inspect.signature(K.__annotate__), K.__annotate__.__code__.co_varnames, inspect.signature(f.__annotate__) if f.__annotate__ else None)

# expect: (format=1, /) ('.format',) (1,) list[T] list[T] list[T] NotImplementedError NotImplementedError TypeError TypeError 
# expect: (format=1, /) ('.format',) (1,) <class 'int'> <class 'int'> <class 'int'> NotImplementedError NotImplementedError TypeError TypeError 
# expect: (format=1, /) ('.format',) (1,) <class 'bool'> <class 'bool'> <class 'bool'> NotImplementedError NotImplementedError TypeError TypeError 
# expect: (format=1, /) ('.format',) (1,) [<class 'int'>] [<class 'int'>] [<class 'int'>] NotImplementedError NotImplementedError TypeError TypeError 
# expect: (format=1, /) ('.format',) (1,) tuple[int] tuple[int] tuple[int] NotImplementedError NotImplementedError TypeError TypeError 
# expect: (format=1, /) ('.format',) (1,) (<class 'int'>, <class 'str'>) (<class 'int'>, <class 'str'>) (<class 'int'>, <class 'str'>) NotImplementedError NotImplementedError TypeError TypeError 
# expect: (format=1, /) ('.format',) (1,) <class '__main__.K'> <class '__main__.K'> <class '__main__.K'> NotImplementedError NotImplementedError TypeError TypeError 
# expect: (format=1, /) ('.format',) (1,) <class '__main__.K'> <class '__main__.K'> <class '__main__.K'> NotImplementedError NotImplementedError TypeError TypeError 
# expect: (format, /) ('format',) None
