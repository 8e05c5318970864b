print(type(object()).__name__, object() == object(), isinstance(object, type), type("x")("5"))
print(type(5)("7"), object().__eq__(1), object().__hash__() is not None)
for source in ("type()", "type(1, 2)", "type('X', 5, {})", "type('X', (), 5)", "object.__init__()", "type(5, (), {})"):
    try:
        eval(source)
    except TypeError as error:
        print(error)

# expect: object False True 5
# expect: 7 NotImplemented True
# expect: type() takes 1 or 3 arguments
# expect: type() takes 1 or 3 arguments
# expect: type.__new__() argument 2 must be tuple, not int
# expect-before-3.15: type.__new__() argument 3 must be dict, not int
# expect-since-3.15: type.__new__() argument 3 must be dict or frozendict, not int
# expect: descriptor '__init__' of 'object' object needs an argument
# expect: type.__new__() argument 1 must be str, not int
