try:
    print([10 // x for x in [5, 2, 0, 1]])
except ZeroDivisionError as error:
    print("caught", error)
try:
    {k: 1 for k in [1, []]}
except TypeError as error:
    print(error)

# expect-before-3.14: caught integer division or modulo by zero
# expect-since-3.14: caught division by zero
# expect-before-3.15: unhashable type: 'list'
# expect-since-3.15: cannot use 'list' as a dict key (unhashable type: 'list')
