error = "before"
try:
    raise ValueError("v")
except ValueError as error:
    print(error)
try:
    print(error)
except NameError as e:
    print(e)

# expect: v
# expect: name 'error' is not defined
