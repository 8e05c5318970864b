# min-version: 3.15
# A Pickler and an Unpickler belong to one thread at a time: the other one gets an error, nothing breaks.
import io
import pickle
import threading


class Slow:
    def __reduce__(self):
        return (str, ("x" * 10,))


data = [[i, str(i), Slow()] for i in range(300)]
pickler = pickle.Pickler(io.BytesIO())
stream = pickle.dumps(data)
unpickler = pickle.Unpickler(io.BytesIO(stream * 400))
unexpected = []


def work():
    for _ in range(40):
        for action in (lambda: pickler.dump(data), pickler.clear_memo, unpickler.load, lambda: pickler.memo.copy()):
            try:
                action()
            except (RuntimeError, EOFError, pickle.UnpicklingError):
                pass
            except Exception as e:
                unexpected.append(repr(e))


threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
alike = [pickle.loads(pickle.dumps(data)) == pickle.loads(stream) for _ in range(3)]
print(unexpected[:3], alike)


# expect: [] [True, True, True]
