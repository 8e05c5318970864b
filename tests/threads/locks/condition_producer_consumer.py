import threading

condition = threading.Condition()
items = []
taken = []


def consumer():
    while True:
        with condition:
            condition.wait_for(lambda: items)
            item = items.pop(0)
        if item is None:
            return
        taken.append(item)


t = threading.Thread(target=consumer)
t.start()
for i in range(50):
    with condition:
        items.append(i)
        condition.notify()
with condition:
    items.append(None)
    condition.notify_all()
t.join()
print(taken == list(range(50)))
try:
    condition.notify()
except RuntimeError as error:
    print(error)
with condition:
    print(condition.wait(0.01))

# expect: True
# expect: cannot notify on un-acquired lock
# expect: False
