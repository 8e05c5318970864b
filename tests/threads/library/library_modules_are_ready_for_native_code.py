import threading
import time

wrong = []
start = threading.Barrier(8)


def use():
    start.wait()
    try:
        if time.strptime("2020", "%Y").tm_year != 2020:  # imports a module of the library, once
            wrong.append("year")
    except Exception as error:
        wrong.append(repr(error))


threads = [threading.Thread(target=use) for _ in range(8)]
[t.start() for t in threads]
[t.join() for t in threads]
print(wrong)

# expect: []
