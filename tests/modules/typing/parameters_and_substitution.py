# min-version: 3.13
import _typing
import typing


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


T, P, Ts = typing.TypeVar("T"), typing.ParamSpec("P"), typing.TypeVarTuple("Ts")


def generic[D = int]():
    pass


D, = generic.__type_params__
marker = object()
print(_typing._idfunc(marker) is marker)
for source in """T.__typing_subst__(int)
T.__typing_subst__(None)
T.__typing_subst__('text')
T.__typing_subst__(5)
T.__typing_subst__(typing.Unpack[Ts])
D.__typing_subst__(str)
P.__typing_subst__([int, str])
P.__typing_subst__(...)
P.__typing_subst__(P)
P.__typing_subst__(int)
Ts.__typing_subst__(int)
typing.Callable[P, T].__parameters__
typing.Callable[P, T][[int, str], float]
typing.Callable[P, T][..., float]
typing.Callable[P, T][int, str]
typing.Tuple[T, typing.Unpack[Ts]][int, str, float]
typing.Tuple[T, typing.Unpack[Ts]][int]
typing.Tuple[T, typing.Unpack[Ts]][()]
typing.Dict[T, D][str, bytes]
typing.Dict[T, D][str, bytes, int]
_typing._idfunc()
_typing._idfunc(1, 2)""".splitlines():
    show(source)


class Generic(typing.Generic[T, P]):
    pass


alias = Generic[T, P]
for source in ("P.__typing_prepare_subst__(alias, (int, [str]))", "P.__typing_prepare_subst__(alias, (int, str))",
               "Ts.__typing_prepare_subst__(typing.Tuple[T, typing.Unpack[Ts]], (int, str, bytes))", "D.__typing_prepare_subst__(typing.Dict[T, D], (int,))",
               "Generic[int, ...]", "Generic[int]"):
    show(source)

# expect: True
# expect: T.__typing_subst__(int) -> <class 'int'>
# expect: T.__typing_subst__(None) -> <class 'NoneType'>
# expect: T.__typing_subst__('text') -> ForwardRef('text')
# expect: T.__typing_subst__(5) -> 5
# expect: T.__typing_subst__(typing.Unpack[Ts]) -> TypeError
# expect: D.__typing_subst__(str) -> <class 'str'>
# expect: P.__typing_subst__([int, str]) -> (<class 'int'>, <class 'str'>)
# expect: P.__typing_subst__(...) -> Ellipsis
# expect: P.__typing_subst__(P) -> ~P
# expect: P.__typing_subst__(int) -> TypeError
# expect: Ts.__typing_subst__(int) -> TypeError
# expect: typing.Callable[P, T].__parameters__ -> (~P, ~T)
# expect: typing.Callable[P, T][[int, str], float] -> typing.Callable[[int, str], float]
# expect: typing.Callable[P, T][..., float] -> typing.Callable[..., float]
# expect: typing.Callable[P, T][int, str] -> TypeError
# expect: typing.Tuple[T, typing.Unpack[Ts]][int, str, float] -> typing.Tuple[int, str, float]
# expect: typing.Tuple[T, typing.Unpack[Ts]][int] -> typing.Tuple[int]
# expect: typing.Tuple[T, typing.Unpack[Ts]][()] -> TypeError
# expect: typing.Dict[T, D][str, bytes] -> typing.Dict[str, bytes]
# expect: typing.Dict[T, D][str, bytes, int] -> TypeError
# expect: _typing._idfunc() -> TypeError
# expect: _typing._idfunc(1, 2) -> TypeError
# expect: P.__typing_prepare_subst__(alias, (int, [str])) -> (<class 'int'>, (<class 'str'>,))
# expect: P.__typing_prepare_subst__(alias, (int, str)) -> (<class 'int'>, <class 'str'>)
# expect: Ts.__typing_prepare_subst__(typing.Tuple[T, typing.Unpack[Ts]], (int, str, bytes)) -> (<class 'int'>, (<class 'str'>, <class 'bytes'>))
# expect: D.__typing_prepare_subst__(typing.Dict[T, D], (int,)) -> (<class 'int'>, <class 'int'>)
# expect: Generic[int, ...] -> __main__.Generic[int, ...]
# expect: Generic[int] -> TypeError
