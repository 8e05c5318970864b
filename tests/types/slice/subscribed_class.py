# slice[...] is a generic alias.
# min-version: 3.14
import types
alias = slice[int, str, None]
print(alias, slice[int], type(alias).__name__, alias.__origin__, alias.__args__, alias(1, 2), isinstance(slice(1), slice))

# expect: slice[int, str, None] slice[int] GenericAlias <class 'slice'> (<class 'int'>, <class 'str'>, None) slice(1, 2, None) True
