import threading


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 1

    def __eq__(self, other):
        # Another thread uses the same dict meanwhile.
        if threading.current_thread() is threading.main_thread():
            thread = threading.Thread(target=lambda: table.update(other="there"))
            thread.start()
            thread.join()
        return self.name == other.name


table = {Key("a"): 1}
print(table.get(Key("a")), table.get(Key("b")), table["other"])
table[Key("a")] = 2
print(sorted(table.values(), key=str))

# expect: 1 None there
# expect: [2, 'there']
