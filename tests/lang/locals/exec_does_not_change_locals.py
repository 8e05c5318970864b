# min-version: 3.13
def f():
    x = 1
    exec("x = 2; y = 3")
    return x, "y" in locals()
print(f())

# expect: (1, False)
