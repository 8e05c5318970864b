import threading
from _model import frozendict

shared = frozendict((str(i), i) for i in range(200))
results = []

def work():
    total = hash(shared) == hash(frozenset(shared.items()))
    for i in range(50):
        merged = shared | {"extra": i}
        total += merged["extra"] == i and len(merged) == 201 and sum(shared.values()) == 19900
    results.append(total)

threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)

# expect: [51, 51, 51, 51]
