# A pickle of a list that another thread changes has some state of the list.
import pickle
import threading

items = [1]
errors = set()


def change():
    for _ in range(30000):
        items.append(1)
        items.pop()
        items.pop()
        items.append(1)


changer = threading.Thread(target=change)
changer.start()
lengths = set()
while changer.is_alive():
    try:
        lengths.add(len(pickle.loads(pickle.dumps(items))))
    except RuntimeError:  # "list changed size during iteration"
        pass
changer.join()
print(lengths <= {0, 1, 2}, pickle.loads(pickle.dumps(items)))

# expect: True [1]
