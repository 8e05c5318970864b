class Box:
    def __class_getitem__(cls, item):
        return f"{cls.__name__} of {item.__name__}"


class Crate(Box):
    pass


print(Box[int], Crate[str])
print(list[int], dict[str, int], tuple[int, ...], list[int].__origin__, list[int].__args__)
try:
    int[str]
except TypeError as error:
    print(error)

# expect: Box of int Crate of str
# expect: list[int] dict[str, int] tuple[int, ...] <class 'list'> (<class 'int'>,)
# expect: type 'int' is not subscriptable
