for left, right in [(1, "a"), ([], ()), (None, 0), ({}, {}), (1j, 2j), (object, int)]:
    try:
        left < right
    except TypeError as error:
        print(error)

# expect: '<' not supported between instances of 'int' and 'str'
# expect: '<' not supported between instances of 'list' and 'tuple'
# expect: '<' not supported between instances of 'NoneType' and 'int'
# expect: '<' not supported between instances of 'dict' and 'dict'
# expect: '<' not supported between instances of 'complex' and 'complex'
# expect: '<' not supported between instances of 'type' and 'type'
