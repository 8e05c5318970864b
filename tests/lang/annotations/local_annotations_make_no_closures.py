# min-version: 3.14
def outer():
    seen = kept = 1
    def inner():
        x: seen = 2
        return kept
    return inner.__code__.co_freevars
print(outer())

# expect: ('kept',)
