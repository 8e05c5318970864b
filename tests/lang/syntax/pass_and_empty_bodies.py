class Empty:
    ...


def nothing(): ...


if 1:
    pass
while 0:
    pass
print(nothing(), Empty.__doc__)

# expect: None None
