def make():
    value = []

    def get():
        return value

    def set_(new):
        nonlocal value
        value = new

    return get, set_


get, set_ = make()
set_("changed")
print(get())
print(get.__closure__[0].cell_contents, get.__code__.co_freevars)

# expect: changed
# expect: changed ('value',)
