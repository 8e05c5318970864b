# Code of a module that replace() has given parameters.
import types

code = compile("x = 1", "f", "exec").replace(co_argcount=1, co_nlocals=1, co_varnames=("a",))
f = types.FunctionType(code, {})
for arguments in ((), (1, 2)):
    try:
        f(*arguments)
    except TypeError as e:
        print(e)
try:
    f(b=1)
except TypeError as e:
    print(str(e).split(".")[0])
print(code.co_varnames, code.co_argcount)
try:
    exec(code, {}, {})
except TypeError as e:
    print(e)

# expect: <module>() missing 1 required positional argument: 'a'
# expect: <module>() takes 1 positional argument but 2 were given
# expect: <module>() got an unexpected keyword argument 'b'
# expect: ('a',) 1
# expect: <module>() missing 1 required positional argument: 'a'
