class Color:
    RED = 1
    BLUE = 2


def f(x, limit):
    match x:
        case Color.RED:
            return "red"
        case int() as n if n > limit:
            return f"big {n}"
        case [Color.BLUE, (int() | str()) as y]:
            return y
        case y:
            return f"captured {y}"


print(f(1, 5), f(9, 5), f([2, "q"], 0), f(3, 5))

# expect: red big 9 q captured 3
