t = ([1], 2)
try:
    t[0] += [9]
except TypeError as error:
    print(error)
print(t)

# expect: 'tuple' object does not support item assignment
# expect: ([1, 9], 2)
