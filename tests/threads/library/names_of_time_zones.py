# strftime() of a plain tuple takes the zone's name from the C library, which other conversions change.
import collections
import os
import threading
import time

os.environ["TZ"] = "America/New_York"
time.tzset()
tuples = [(2020, 1, 1, 0, 0, 0, 0, 1, 0), (2020, 7, 1, 0, 0, 0, 0, 1, 1), time.localtime(0)]
right = [time.strftime("%Z", t) for t in tuples]
wrong = collections.Counter()


def work(number):
    for i in range(3000):
        for t, name in zip(tuples, right):
            if time.strftime("%Z", t) != name:
                wrong[name] += 1
        if time.mktime(tuples[0]) != 1577854800:
            wrong["mktime"] += 1
        time.localtime(5e8)
        os.environ["NAME%d" % number] = "x" * (i % 50)
        os.environ.pop("NAME%d" % number)


threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(right, dict(wrong))

# expect: ['EST', 'EDT', 'EST'] {}
