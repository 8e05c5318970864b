def evaluate(e):
    match e:
        case int() | float():
            return e
        case ("+", a, b):
            return evaluate(a) + evaluate(b)
        case ("*", a, b):
            return evaluate(a) * evaluate(b)
        case ("neg", a):
            return -evaluate(a)
        case ("let", str(name), value, ("var", other)) if name == other:
            return evaluate(value)
        case _:
            raise ValueError(f"bad {e}")


print(evaluate(("+", 1, ("*", 2, ("neg", 3)))), evaluate(("let", "x", 5, ("var", "x"))))
try:
    evaluate(("?",))
except ValueError as error:
    print(error)

# expect: -5 5
# expect: bad ('?',)
