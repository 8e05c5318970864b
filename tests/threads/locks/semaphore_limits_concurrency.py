import threading

semaphore = threading.BoundedSemaphore(2)
guard = threading.Lock()
inside = highest = 0


def work():
    global inside, highest
    for _ in range(50):
        with semaphore:
            with guard:
                inside += 1
                highest = max(highest, inside)
            with guard:
                inside -= 1


threads = [threading.Thread(target=work) for _ in range(5)]
[t.start() for t in threads]
[t.join() for t in threads]
print(highest <= 2, inside)
try:
    semaphore.release()
except ValueError as error:
    print(error)

# expect: True 0
# expect: Semaphore released too many times
