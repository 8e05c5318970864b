import threading


class Mine(threading.local):
    kind = "class attribute"

    def __init__(self, start):
        self.n = start


plain = threading.local()
plain.x = "main"
mine = Mine(5)
mine.n = 99
seen = []


def work(i):
    seen.append((hasattr(plain, "x"), mine.n, mine.kind))
    plain.x = i
    mine.n += i
    seen.append((plain.x, mine.n))


t = threading.Thread(target=work, args=(7,))
t.start()
t.join()
print(seen, plain.x, mine.n)

# expect: [(False, 5, 'class attribute'), (7, 12)] main 99
