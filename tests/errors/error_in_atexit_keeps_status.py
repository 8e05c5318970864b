import atexit


def fail():
    raise ValueError("at exit")


atexit.register(print, "other handler runs")
atexit.register(fail)
print("end")

# expect: end
# expect: other handler runs
