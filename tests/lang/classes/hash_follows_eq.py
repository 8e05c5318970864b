class OnlyEq:
    def __eq__(self, other):
        return True


class Both:
    def __eq__(self, other):
        return isinstance(other, Both)

    def __hash__(self):
        return 1


print(OnlyEq.__hash__, len({Both(), Both()}))
try:
    {OnlyEq()}
except TypeError as error:
    print(error)

# expect: None 1
# expect-before-3.15: unhashable type: 'OnlyEq'
# expect-since-3.15: cannot use 'OnlyEq' as a set element (unhashable type: 'OnlyEq')
