import threading

event = threading.Event()
log = []


def waiter():
    log.append("waiting")
    log.append(event.wait(1000))


t = threading.Thread(target=waiter)
t.start()
print(event.is_set(), event.wait(0.01))
event.set()
t.join()
print(log, event.is_set())
event.clear()
print(event.is_set())

# expect: False False
# expect: ['waiting', True] True
# expect: False
