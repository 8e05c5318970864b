def f(x):
    try:
        if x: raise x
    except* ValueError:
        print("caught", end=" ")
    else:
        print("else", end=" ")
    finally:
        print("finally")
f(None)
f(ValueError())

# expect: else finally
# expect: caught finally
