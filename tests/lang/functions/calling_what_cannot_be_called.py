for thing in [1, "s", None, [], {}, 2.5, (1,), object()]:
    try:
        thing()
    except TypeError as error:
        print(error)

# expect: 'int' object is not callable
# expect: 'str' object is not callable
# expect: 'NoneType' object is not callable
# expect: 'list' object is not callable
# expect: 'dict' object is not callable
# expect: 'float' object is not callable
# expect: 'tuple' object is not callable
# expect: 'object' object is not callable
