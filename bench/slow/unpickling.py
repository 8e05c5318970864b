"""Objects and containers from their pickles."""

import pickle


class Record:
    def __init__(self, i):
        self.number, self.text, self.items = i, str(i), [i]


records = pickle.dumps([Record(i) for i in range(20000)])
table = pickle.dumps({f"k{i}": (i, float(i), [i] * 3) for i in range(20000)})
for _ in range(4):
    print(len(pickle.loads(records)), len(pickle.loads(table)))
