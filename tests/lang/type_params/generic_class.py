# min-version: 3.12
class Box[T, *Ts, **P]:
    def get(self) -> T:
        return T


print(Box.__type_params__, Box[int, str, [bool]].__args__[0], Box.__orig_bases__, Box().get())


class Named[T](list[T]):
    pass


print(Named.__mro__[1].__name__, Named[int]())

# expect: (T, Ts, P) <class 'int'> (typing.Generic[T, typing.Unpack[Ts], P],) T
# expect: list []
