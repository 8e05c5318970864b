import threading
from datetime import date, datetime, time, timedelta, timezone, tzinfo


class Zone(tzinfo):
    def utcoffset(self, dt):
        return timedelta(hours=1)

    def dst(self, dt):
        return timedelta(0)


zone = Zone()
shared = [datetime(2024, 1, 1, tzinfo=zone) + timedelta(i) for i in range(50)] + [date(2024, 1, 1) + timedelta(i) for i in range(50)]
shared += [time(1, i, tzinfo=timezone.utc) for i in range(50)] + [timedelta(i) for i in range(50)]
hashes = [None] * 4


def work(k):
    for _ in range(20):
        found = [hash(x) for x in shared]
        assert hashes[k] in (None, found)
        hashes[k] = found
        assert [x.astimezone(timezone.utc) for x in shared[:50]] == shared[:50]
        assert [x + timedelta(1) for x in shared[:49]] == shared[1:50]


threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len({tuple(h) for h in hashes}), len(set(shared)))

# expect: 1 200
