import threading
import weakref


class C:
    pass


store = threading.local()
refs = []


def work():
    store.c = C()
    refs.append(weakref.ref(store.c))


t = threading.Thread(target=work)
t.start()
t.join()
print(refs[0]())

# expect: None
