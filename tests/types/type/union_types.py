u = int | str | None
print(u, isinstance(3, u), isinstance(None, u), isinstance(2.5, u), u == (str | int | None))
print(u.__args__, int | int, (int | str) | float, list[int] | None)

# expect: int | str | None True True False True
# expect: (<class 'int'>, <class 'str'>, <class 'NoneType'>) <class 'int'> int | str | float list[int] | None
