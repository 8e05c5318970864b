"""XML becomes trees of ElementTree, which are searched, changed and written."""

import xml.etree.ElementTree as ET

ITEM = '<item id="{0}" kind="k{1}"><name>name {0}</name><tags><t>a</t><t>b{0}</t></tags><v>{2}</v></item>'
DOCUMENT = "<r>" + "".join(ITEM.format(i, i % 7, i * 1.5) for i in range(4000)) + "</r>"

for _ in range(3):
    tree = ET.fromstring(DOCUMENT)
    total = 0
    for element in tree.iter("item"):
        total += float(element.find("v").text)
        element.set("total", str(total))
    print(total, len(ET.tostring(tree)), len(tree.findall(".//t")))
