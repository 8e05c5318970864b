# min-version: 3.14
# evaluate_bound and its relatives give a function also if the value was passed to a constructor.
from typing import NoDefault, ParamSpec, TypeAliasType, TypeVar, TypeVarTuple

def show(evaluate):
    print(evaluate, *[repr(evaluate(form)) for form in (1, 2, 3, 4)] if evaluate else "")
class Mine: pass
for part in TypeVar("T", bound=int, default=None), TypeVar("T", bound=None), TypeVar("T"), TypeVar("T", int, Mine):
    show(part.evaluate_bound)
    show(part.evaluate_constraints)
    show(part.evaluate_default)
for part in ParamSpec("P", default=[int, "str"]), ParamSpec("P", default=...), TypeVarTuple("Ts", default=int), TypeVarTuple("Ts"):
    show(part.evaluate_default)
    print(part.has_default(), part.__default__)
for value in int, (1, Mine), (), [int], ([int], ...), list[int], "u|", None, type(None):
    show(TypeAliasType("A", value).evaluate_value)

def f[T: int = str, U](): pass
T, U = f.__type_params__
print(T.evaluate_bound.__name__, T.evaluate_bound(1), T.evaluate_default(1), U.evaluate_bound, U.evaluate_default, U.has_default())
e = TypeAliasType("A", int).evaluate_value
for refused in lambda: e(), lambda: e(1, 2), lambda: e(format=1), lambda: e("x"), lambda: type(e)(), lambda: setattr(e, "a", 1):
    try:
        print(refused())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(e(True), type(e).__module__, type(e).__name__, e == e, e is TypeAliasType("A", int).evaluate_value)

# expect-error: SyntaxError: non-default type parameter 'U' follows default type parameter
# status: 1
