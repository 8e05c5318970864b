def nothing():
    pass


def early(n):
    if n:
        return
    return "end"


def many():
    return 1, 2, *[3]


print(nothing(), early(1), early(0), many())

# expect: None None end (1, 2, 3)
