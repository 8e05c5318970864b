# What a frame that has ended holds, and tuples that somebody is in the middle of making, are not shown by the collector's module.
import gc


def fails():
    bound = ["mark"]
    if not bound:
        unbound = 1
    raise ValueError


def tuples():
    return [found for found in gc.get_objects() if type(found) is tuple]


try:
    fails()
except ValueError as error:
    frame = error.__traceback__.tb_next.tb_frame
bound = frame.f_locals["bound"]
print([type(found).__name__ for found in gc.get_referrers(bound) if found is not globals()])
print(bound in gc.get_referents(frame), any(type(found) is tuple for found in gc.get_referents(frame)))
for found in tuples():
    list(found), found == (1, 2), found + found, found[1:]
    match found:
        case (first, second):
            (first, second)


class Looks:
    def __index__(self):
        for found in tuples():
            list(found)
        return 1


print([*range(3), Looks()][0:Looks()], "%d %d" % (Looks(), 2))
print(len(tuple(map(lambda item: len(tuples()) > 0, range(20)))))
frame.clear()
print(frame.f_locals)

# expect: ['frame']
# expect: True False
# expect: [0] 1 2
# expect: 20
# expect: {}
