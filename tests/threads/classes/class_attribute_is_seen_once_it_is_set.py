import threading


class Base:
    value = 0


class Derived(Base):
    pass


thing, wrong = Derived(), []
turn, answer = threading.Semaphore(0), threading.Semaphore(0)


def look():
    for n in range(300):
        turn.acquire()
        if thing.value != n or Derived.value != n or thing.method() != n:
            wrong.append(n)
        answer.release()


thread = threading.Thread(target=look)
thread.start()
for n in range(300):
    Base.value = n
    Base.method = lambda self, n=n: n
    turn.release()
    answer.acquire()
thread.join()
print(wrong)

# expect: []
