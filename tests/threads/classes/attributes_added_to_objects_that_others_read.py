# Objects that other threads can reach before their attributes are added, as a parser that its connection holds. The
# values come from other threads, too.
import threading


class Parser:
    pass


shown = []
values = []


def make_values():
    values.extend([n] for n in range(300))


def add(parser, value):
    parser.first = value
    parser.second = (value, value)[1]
    parser.third = [value]


def add_others(parser, value):
    parser.left = value
    parser.first = value
    parser.third = [value]


def add_slowly(parser, value):
    for name in "second", "right", "first":
        setattr(parser, name, value)


def fill(how):
    for parser, value in zip(shown, values):
        how(parser, value)


def read():
    for _ in range(5):
        for parser, value in zip(shown, values):
            for name in "first", "second", "third", "left", "right":
                found = getattr(parser, name, value)
                if found is not value and found != [value]:
                    wrong.append((name, found))


def in_threads(*calls):
    threads = [threading.Thread(target=call, args=args) for call, *args in calls]
    [t.start() for t in threads]
    [t.join() for t in threads]


wrong = []
in_threads([make_values])
for _ in range(5):
    shown[:] = [Parser() for _ in values]
    in_threads([fill, add], [fill, add_others], [fill, add_slowly], [read])
    for parser, value in zip(shown, values):
        if vars(parser) != {"first": value, "second": value, "third": [value], "left": value, "right": value}:
            wrong.append(vars(parser))
print(wrong)

# expect: []
