# What threads may do with documents of lxml.
# suite: unstable
# wheels: lxml
# installed: libxml2-dev libxslt1-dev
from _together import THREADS, together
from lxml import etree, html, objectify

SOURCE = "<r>" + "".join(f"<item n='{n}'><name>x{n % 7}</name></item>" for n in range(500)) + "</r>"
STYLE = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/"><list><xsl:for-each select="//name[. = 'x3']"><n><xsl:value-of select="../@n"/></n></xsl:for-each></list></xsl:template></xsl:stylesheet>"""


def work(i):
    root = etree.fromstring(SOURCE)
    for item in root.findall("item[@n='5']"):
        item.getparent().remove(item)
    etree.SubElement(root, "last").text = "end"
    page = html.fromstring("<p>one<br>two <b>three</b>")
    return len(root), root.xpath("count(//name[. = 'x3'])"), page.text_content(), objectify.fromstring("<a><b>1</b></a>").b + 1, len(etree.tostring(root))


# Each thread has documents of its own; they may go over to another thread.
print(len(set(together(work, times=5))))
trees = together(lambda i: etree.fromstring(SOURCE))
print(set(together(lambda i: (len(trees[(i + 1) % THREADS]), trees[(i + 1) % THREADS][3][0].text))))

# One document is read by all, with compiled expressions, a style sheet and a schema that all have.
document, find, sheet = etree.fromstring(SOURCE), etree.XPath("//item[name = 'x3']/@n"), etree.XSLT(etree.fromstring(STYLE))
schema = etree.RelaxNG(etree.fromstring("<element name='a' xmlns='http://relaxng.org/ns/structure/1.0'><text/></element>"))
print({len(part) for part in together(lambda i: [e.text for e in document.iter("name")], times=5)}, {len(part) for part in together(lambda i: find(document), times=5)})
print({len(part.getroot()) for part in together(lambda i: sheet(document), times=5)}, set(together(lambda i: schema.validate(etree.fromstring("<a>x</a>")))))

# Parts move between documents of several threads.
targets = [etree.Element("t") for _ in range(THREADS)]


def move(i):
    for _ in range(200):
        targets[i].append(etree.fromstring("<m><k/></m>"))
        if len(targets[i]) > 3:
            targets[(i + 1) % THREADS].insert(0, targets[i][-1])


together(move)
print(sum(len(target) for target in targets))

# expect: 1
# expect: {(500, 'x3')}
# expect: {500} {71}
# expect: {71} {True}
# expect: 800
