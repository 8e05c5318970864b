# min-version: 3.14
x = 1
t = t"{x}"
x = 2
print(t.values)
try:
    t"{undefined_name}"
except NameError as e:
    print(e)

# expect: (1,)
# expect: name 'undefined_name' is not defined
