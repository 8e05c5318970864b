import threading


def numbers():
    n = 0
    while n < 3000:
        yield n
        n += 1


g = numbers()
got, errors = [], []


def pull():
    while True:
        try:
            got.append(next(g))
        except StopIteration:
            return
        except ValueError as error:
            errors.append(str(error))


threads = [threading.Thread(target=pull) for _ in range(2)]
[t.start() for t in threads]
[t.join() for t in threads]
print(sorted(got) == list(range(3000)), set(errors) <= {"generator already executing"})

# expect: True True
