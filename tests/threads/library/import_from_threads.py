import threading

out = []


def work():
    import string
    import colorsys
    out.append((string.digits, colorsys.rgb_to_hsv(0, 0, 0)))


threads = [threading.Thread(target=work) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(len(out), len(set(out)))

# expect: 4 1
