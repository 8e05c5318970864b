# Each flag of a type variable is looked at in turn; the error of one is not lost in the code of the next.
import typing


class Raises:
    def __init__(self, name):
        self.name = name

    def __bool__(self):
        raise ValueError(self.name)


class Runs:
    def __bool__(self):
        print("asked")
        try:
            [].missing
        except AttributeError:
            pass
        return True


for flags in ({"covariant": Raises("first"), "contravariant": Runs()}, {"covariant": Runs(), "contravariant": Raises("second")}):
    try:
        print(typing.TypeVar("T", **flags))
    except ValueError as error:
        print(error)

# expect: first
# expect: asked
# expect: second
