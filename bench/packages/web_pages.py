# needs: python3-html5lib
"""Bad HTML parsed as browsers do and written again, by html5lib."""

import hashlib

import html5lib

PAGE = "<!doctype html><title>Page {0}</title><p>One <b>bold <i>both</b> slanted</i><table><tr><td>a<td>b<div>{0}</table>" \
       "<ul><li>first<li>second &amp; third &eacute;<ul><li>deep</ul></ul><a href='?q={0}&x=1'>link<p>new" \
       "<select><option>1<option selected>2</select><script>if (a < {0}) b('</p>')</script><!-- note {0} -->"
digest = hashlib.sha256()
for n in range(100):
    tree = html5lib.parse("".join(PAGE.format(n + k) for k in range(6)), treebuilder="etree")
    walker = html5lib.getTreeWalker("etree")
    text = html5lib.serializer.HTMLSerializer(omit_optional_tags=False).render(walker(tree))
    digest.update(text.encode())
print(digest.hexdigest())
