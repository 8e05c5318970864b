# Before a second thread starts, no object is visible to others, whatever is stored where: also by an instruction that has known another class.
try:
    from refscope import of
except ImportError:  # no other interpreter tells objects of one thread from those of all
    of = None


class Point:
    def __init__(self):
        self.value = None


class Place:
    def __init__(self):
        self.name = "here"
        self.value = None


def store(holder, value):
    holder.value = value


value = []
for holder in [Point(), Point(), Point(), Place(), Point(), Place()]:
    store(holder, value)
    print(type(holder).__name__, of is not None and (of(value).published or of(holder).published))

# expect: Point False
# expect: Point False
# expect: Point False
# expect: Place False
# expect: Point False
# expect: Place False
