import atexit


@atexit.register
def last():
    print("registered first, runs last")


atexit.register(print, "with", "arguments", sep="-")
gone = atexit.register(print, "never")
atexit.unregister(print)
atexit.register(lambda: print("lambda"))
print("main ends")

# expect: main ends
# expect: lambda
# expect: registered first, runs last
