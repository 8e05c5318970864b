print(len, [].append.__name__, len.__name__, str.upper, str.upper.__qualname__, len.__module__)
print(print.__self__.__name__, "abc".upper.__self__, dict.fromkeys.__self__)
print(len.__doc__ is not None, (lambda: 0).__name__, int.__add__(2, 3), str.join("-", "ab"), list.append.__objclass__)
for source in (
    "str.upper(5)", "str.upper()", "list.append([])", "len()", "len(1, 2)", "len(x=1)", "abs('a')",
    "[].append(1, 2)", "int.__add__(1)",
):
    try:
        eval(source)
    except TypeError as error:
        print(error)

# expect: <built-in function len> append len <method 'upper' of 'str' objects> str.upper builtins
# expect: builtins abc <class 'dict'>
# expect: True <lambda> 5 a-b <class 'list'>
# expect: descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
# expect: unbound method str.upper() needs an argument
# expect: list.append() takes exactly one argument (0 given)
# expect: len() takes exactly one argument (0 given)
# expect: len() takes exactly one argument (2 given)
# expect: len() takes no keyword arguments
# expect: bad operand type for abs(): 'str'
# expect: list.append() takes exactly one argument (2 given)
# expect: expected 1 argument, got 0
