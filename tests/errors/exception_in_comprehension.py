print([1 // n for n in (1, 0)])

# expect-error: ZeroDivisionError: integer division or modulo by zero
# status: 1
