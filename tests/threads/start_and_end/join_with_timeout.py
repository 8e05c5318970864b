import threading

release = threading.Event()
t = threading.Thread(target=release.wait)
t.start()
print(t.join(0.01), t.is_alive())
release.set()
t.join()
print(t.is_alive())

# expect: None True
# expect: False
