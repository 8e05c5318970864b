try:
    try:
        raise ExceptionGroup("a", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise
except ExceptionGroup as g:
    print(repr(g))
try:
    try:
        raise ExceptionGroup("a", [ValueError(1), TypeError(2)])
    except* ValueError as g:
        raise g
except ExceptionGroup as g:
    print(repr(g))

# expect: ExceptionGroup('a', [ValueError(1), TypeError(2)])
# expect: ExceptionGroup('', [ExceptionGroup('a', [ValueError(1)]), ExceptionGroup('a', [TypeError(2)])])
