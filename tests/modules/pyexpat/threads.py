import threading
from xml.parsers import expat

# Threads that feed one parser take turns; each has one of its own beside it.
log = []
shared = expat.ParserCreate()
shared.EndElementHandler = log.append
shared.Parse("<root>")
counts = []


def feed():
    own = expat.ParserCreate()
    texts = []
    own.CharacterDataHandler = texts.append
    own.Parse("<own>")
    for i in range(500):
        shared.Parse(f"<item number='{i}'>text</item>")
        own.Parse(f"{i},")
        shared.CurrentLineNumber
    own.Parse("</own>", True)
    counts.append(len("".join(texts).split(",")))


threads = [threading.Thread(target=feed) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
shared.Parse("</root>", True)
print(log.count("item"), log[-1], counts)

# expect: 2000 root [501, 501, 501, 501]
