try:
    raise KeyboardInterrupt
except KeyboardInterrupt as error:
    print(repr(error))
except Exception:
    print("not here")

# expect: KeyboardInterrupt()
