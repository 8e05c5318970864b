import hashlib
import threading

h = hashlib.blake2b()
s = hashlib.sha256()
block = b"same bytes from every thread" * 400


def work():
    for _ in range(20):
        h.update(block)
        s.update(block)
        s.hexdigest()
        h.copy().digest()


threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(h.digest() == hashlib.blake2b(block * 80).digest(), s.digest() == hashlib.sha256(block * 80).digest())

# expect: True True
