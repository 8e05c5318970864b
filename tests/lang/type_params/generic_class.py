# min-version: 3.12
class Box[T, *Ts, **P]:
    def get(self) -> T:
        return T


print(Box.__type_params__, Box[int, str, [bool]].__args__[0], Box.__orig_bases__[0].__origin__.__name__, Box().get())


class Named[T](list[T]):
    pass


print(Named.__mro__[1].__name__, Named[int]())

# expect: (T, Ts, P) <class 'int'> Generic T
# expect: list []
