def handle(errors):
    seen = []
    try:
        try:
            raise ExceptionGroup("g", errors)
        except* ValueError as g:
            seen.append(("inner", len(g.exceptions)))
    except* TypeError as g:
        seen.append(("outer", len(g.exceptions)))
    return seen


print(handle([ValueError(), TypeError(), TypeError()]), handle([ValueError()]), handle([TypeError()]))

# expect: [('inner', 1), ('outer', 2)] [('inner', 1)] [('outer', 1)]
