def f():
    try:
        yield 1
    finally:
        print("closed")


for x in f():
    try:
        raise ValueError(x)
    except ValueError as error:
        print("caught", error)
        break
print("end")

# expect: caught 1
# expect: closed
# expect: end
