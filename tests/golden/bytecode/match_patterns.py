def f(x):
    match x:
        case [1, *rest] | {"rest": rest}:
            return rest
        case Point(x=0, y=y) if y:
            return y
        case _:
            return None
