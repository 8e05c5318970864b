try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new")
    except* TypeError:
        raise
except ExceptionGroup as group:
    print([type(e).__name__ for e in group.exceptions])

# expect: ['KeyError', 'ExceptionGroup']
