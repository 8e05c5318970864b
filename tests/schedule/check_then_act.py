# fails: 1
# Both threads find that the key is absent, and both make the object.
import threading

cache, made = {}, []


def get():
    if "key" not in cache:
        made.append(object())
        cache["key"] = made[-1]
    return cache["key"]


threads = [threading.Thread(target=get) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(made) == 1, len(made)
