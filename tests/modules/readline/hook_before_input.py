# The function that set_pre_input_hook() has set can be asked for, since 3.15.
import readline


def hook():
    pass


readline.set_pre_input_hook(hook)
try:
    readline.set_pre_input_hook(1)
except TypeError as error:
    print(error)
if hasattr(readline, "get_pre_input_hook"):
    print(readline.get_pre_input_hook() is hook)
    readline.set_pre_input_hook(None)
    print(readline.get_pre_input_hook())

# expect: set_pre_input_hook(func): argument not callable
# expect-since-3.15: True
# expect-since-3.15: None
