# Several threads change and walk one tree, build with one builder and feed one parser: nothing crashes, and what each
# thread appends is there.
import threading
import xml.etree.ElementTree as ET

root = ET.Element("root")
builder = ET.TreeBuilder()
builder.start("r", {})
walk = root.iter()
parser = ET.XMLParser()
parser.feed("<p>")
start = threading.Barrier(4)
errors = []


def work(number):
    start.wait()
    try:
        for i in range(300):
            mine = ET.SubElement(root, "n%d" % number, {"i": str(i)})
            mine.text = root.text
            root.text = str(i)
            mine.set("more", "x")
            if i % 50 == 0:
                sum(1 for _ in root.iter("n1"))
            next(walk, None)
            builder.data("x")
            builder.start("e", {})
            builder.end("e")
            parser.feed("<q>t</q>")
            root.find("n%d" % number)
            root.attrib = {"k": "v"}
            root.get("k")
            root[:1]
    except Exception as error:
        errors.append(error)


threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(errors, len(root), [len(root.findall("n%d" % n)) for n in range(4)])
print([[e.get("i") for e in root.iter("n%d" % n)] == [str(i) for i in range(300)] for n in range(4)])
parser.feed("</p>")
print(len(parser.close()), sum(1 for _ in builder.close().iter("e")))

# expect: [] 1200 [300, 300, 300, 300]
# expect: [True, True, True, True]
# expect: 1200 1200
