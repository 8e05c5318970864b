import threading
import traceback

caught = []


def fail(depth):
    detail = "depth %d" % depth
    if depth == 0:
        raise ValueError(detail)
    fail(depth - 1)


def run():
    try:
        fail(2)
    except ValueError as error:
        caught.append(error)


thread = threading.Thread(target=run)
thread.start()
thread.join()
error = caught.pop()
print(error, [entry.name for entry in traceback.extract_tb(error.__traceback__)])
entry = error.__traceback__.tb_next
print(entry.tb_frame.f_locals)
try:
    raise error
except ValueError as again:
    print(again is error, len(traceback.extract_tb(again.__traceback__)))

# expect: depth 0 ['run', 'fail', 'fail', 'fail']
# expect: {'depth': 2, 'detail': 'depth 2'}
# expect: True 5
