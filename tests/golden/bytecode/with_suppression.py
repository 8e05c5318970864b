def guarded(lock, work):
    with lock as held:
        work(held)
    return 1
