def f():
    try:
        g()
    except* ValueError as error:
        print(error)
