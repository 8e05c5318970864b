try:
    [].nothing
except AttributeError as error:
    print(error.name, error.obj)
try:
    unknown
except NameError as error:
    print(error.name)
try:
    import no_such_module_here
except ImportError as error:
    print(type(error).__name__, error.name, error)

# expect: nothing []
# expect: unknown
# expect: ModuleNotFoundError no_such_module_here No module named 'no_such_module_here'
