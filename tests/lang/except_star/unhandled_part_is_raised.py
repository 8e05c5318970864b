try:
    try:
        raise ExceptionGroup("g", [ValueError(1), OSError(2)])
    except* ValueError:
        print("handled values")
    else:
        print("no")
    finally:
        print("finally")
except ExceptionGroup as group:
    print(repr(group))

# expect: handled values
# expect: finally
# expect: ExceptionGroup('g', [OSError(2)])
