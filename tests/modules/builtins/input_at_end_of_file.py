try:
    input()
except EOFError as error:
    print(repr(error))

# expect: EOFError('EOF when reading a line')
