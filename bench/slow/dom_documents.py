"""XML becomes documents of minidom, a tree of Python objects."""

from xml.dom import minidom

ITEM = '<item id="{0}" kind="k{1}"><name>name {0}</name><v>{2}</v></item>'
DOCUMENT = "<r>" + "".join(ITEM.format(i, i % 7, i * 1.5) for i in range(2500)) + "</r>"

for _ in range(4):
    document = minidom.parseString(DOCUMENT)
    items = document.getElementsByTagName("item")
    print(sum(len(item.getAttribute("id")) for item in items), len(document.toxml()))
