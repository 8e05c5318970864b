# min-version: 3.12
# The class of functions has a descriptor of the name __type_params__, which a look at the class shows.
import functools
import types

print(types.FunctionType.__type_params__, int.__type_params__, type(lambda: 0).__dict__['__type_params__'])
print((lambda: 0).__type_params__, type.__type_params__)
try:
    functools.wraps(types.FunctionType)(lambda: 0)
except TypeError as error:
    print(error)


class Own:
    __type_params__ = 'own'


print(Own.__type_params__, Own().__type_params__)


class Heir(Own):
    pass


print(Heir.__type_params__, Heir().__type_params__)

# expect: <attribute '__type_params__' of 'function' objects> () <attribute '__type_params__' of 'function' objects>
# expect: () ()
# expect: __type_params__ must be set to a tuple
# expect: own own
# expect: () own
