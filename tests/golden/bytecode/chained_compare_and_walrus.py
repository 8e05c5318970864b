def pick(x):
    if 0 < x < limit() and (y := x * 2) != 6:
        return x + y
    return x + (x := 1)
