try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("inner", [ValueError(3), KeyError(4)])])
except* ValueError as group:
    print(group.exceptions, group.message)
except* (TypeError, KeyError) as group:
    print(group.exceptions)

# expect: (ValueError(1), ExceptionGroup('inner', [ValueError(3)])) g
# expect: (TypeError(2), ExceptionGroup('inner', [KeyError(4)]))
