import io, sys, threading


class Closes:
    def __init__(self, name):
        self.name = name
        self.buffer = io.BytesIO()

    def __del__(self):
        io.TextIOWrapper(self.buffer, encoding="utf-8").close()
        print("closed", self.name, later, local.value, sys is not None, helper())


def helper():
    return "helped"


later = "visible"
local = threading.local()
local.value = 5
plain = Closes("plain")
cycle = Closes("plain")
cycle.self = cycle

# expect: closed plain visible 5 True helped
# expect: closed plain visible 5 True helped
