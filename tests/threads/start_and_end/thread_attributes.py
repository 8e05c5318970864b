import threading

print(threading.main_thread() is threading.current_thread(), threading.current_thread().name, threading.active_count())
t = threading.Thread(target=lambda: names.append(threading.current_thread().name), name="first")
names = []
print(t.name, t.ident, t.is_alive(), t.daemon)
t.start()
t.join()
print(names, t.ident is not None, t.is_alive(), type(threading.get_ident()).__name__)
t.name = "renamed"
print(t.name, [x.name for x in threading.enumerate()])

# expect: True MainThread 1
# expect: first None False False
# expect: ['first'] True False int
# expect: renamed ['MainThread']
