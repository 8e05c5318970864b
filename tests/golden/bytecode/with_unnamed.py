def count(lock, box):
    with lock:
        box.value += 1
