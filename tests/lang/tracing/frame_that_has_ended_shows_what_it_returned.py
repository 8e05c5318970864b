# min-version: 3.13
# The locals of a frame stay in its object when it has ended, also the local that was returned.
import sys
import types


def function():
    frames.append(sys._getframe())
    other, result = 2, [1]
    return result


def argument(result):
    frames.append(sys._getframe())
    return result


def generator():
    frames.append(sys._getframe())
    result = [3]
    yield result
    return result


def cell():
    frames.append(sys._getframe())
    result = [4]
    (lambda: result)
    return result


frames = []
function(), argument("text"), list(generator()), cell()
for frame in frames:
    print(frame.f_code.co_name, dict(frame.f_locals))


# A cell is the value of a variable, or a variable lives in a cell.
def cell_as_value():
    c = types.CellType(5)
    seen = locals()["c"] is c, sys._getframe().f_locals["c"] is c
    sys._getframe().f_locals["c"] = 7
    return seen, c


def cell_in_a_cell():
    c = types.CellType(5)
    inner = lambda: c
    seen = locals()["c"] is c, sys._getframe().f_locals["c"] is c
    sys._getframe().f_locals["c"] = 7
    return seen, c, inner()


print(cell_as_value(), cell_in_a_cell())

# expect: function {'other': 2, 'result': [1]}
# expect: argument {'result': 'text'}
# expect: generator {'result': [3]}
# expect: cell {'result': [4]}
# expect: ((True, True), 7) ((True, True), 7, 7)
