def attempt(source):
    try:
        exec(source)
    except (ValueError, TypeError) as error:
        print(f"{type(error).__name__}: {error}")


attempt("a, b = [1]")
attempt("a, b, c = 'xy'")
attempt("a, *b, c = (1,)")
attempt("a, b = iter(range(3))")
attempt("a, b = 5")
attempt("a, b = None")

# expect: ValueError: not enough values to unpack (expected 2, got 1)
# expect: ValueError: not enough values to unpack (expected 3, got 2)
# expect: ValueError: not enough values to unpack (expected at least 2, got 1)
# expect: ValueError: too many values to unpack (expected 2)
# expect: TypeError: cannot unpack non-iterable int object
# expect: TypeError: cannot unpack non-iterable NoneType object
