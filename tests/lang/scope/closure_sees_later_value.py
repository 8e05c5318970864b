def outer():
    def inner():
        return x

    x = 1
    first = inner()
    x = 2
    return first, inner()


print(outer())

# expect: (1, 2)
