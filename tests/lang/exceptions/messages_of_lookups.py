cases = ["[][0]", "[1][5]", "()[1]", "'a'[3]", "{}['k']", "{}[(1, 2)]", "b''[0]", "range(3)[7]", "[].pop()", "[1].pop(9)", "{}.popitem()",
         "set().pop()", "{}.pop('x')", "{1}.remove(2)", "[].remove(1)", "[].index(1)", "'a'.index('z')", "(1,).index(2)"]
for case in cases:
    try:
        eval(case)
    except (LookupError, ValueError) as error:
        print(type(error).__name__, error)

# expect: IndexError list index out of range
# expect: IndexError list index out of range
# expect: IndexError tuple index out of range
# expect: IndexError string index out of range
# expect: KeyError 'k'
# expect: KeyError (1, 2)
# expect: IndexError index out of range
# expect: IndexError range object index out of range
# expect: IndexError pop from empty list
# expect: IndexError pop index out of range
# expect: KeyError 'popitem(): dictionary is empty'
# expect: KeyError 'pop from an empty set'
# expect: KeyError 'x'
# expect: KeyError 2
# expect: ValueError list.remove(x): x not in list
# expect-before-3.14: ValueError 1 is not in list
# expect-since-3.14: ValueError list.index(x): x not in list
# expect: ValueError substring not found
# expect: ValueError tuple.index(x): x not in tuple
