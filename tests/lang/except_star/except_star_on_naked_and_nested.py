def run(exc):
    try:
        raise exc
    except* ValueError as g:
        print("V", g.exceptions)
    except* (TypeError, KeyError) as g:
        print("TK", repr(g))
try:
    run(ExceptionGroup("m", [ValueError(1), ExceptionGroup("n", [TypeError(2), OSError(3)])]))
except ExceptionGroup as g:
    print(repr(g))
run(ValueError("naked"))

# expect: V (ValueError(1),)
# expect: TK ExceptionGroup('m', [ExceptionGroup('n', [TypeError(2)])])
# expect: ExceptionGroup('m', [ExceptionGroup('n', [OSError(3)])])
# expect: V (ValueError('naked'),)
