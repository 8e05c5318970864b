# A manual with autodoc, cross references, an index and doctests, built as HTML, text and man pages, also by two processes.
# needs: python3-sphinx
import os
import re
import subprocess
import sys

FILES = {
    "conf.py": "import os, sys\nsys.path.insert(0, os.path.abspath('.'))\nproject = 'Shop'\nauthor = 'Me'\nextensions = ['sphinx.ext.autodoc', 'sphinx.ext.doctest',"
               " 'sphinx.ext.napoleon', 'sphinx.ext.viewcode', 'sphinx.ext.intersphinx']\nhtml_theme = 'alabaster'\n",
    "shop.py": '''"""The shop."""

class Item:
    """An item.

    Args:
        name (str): its name

    >>> Item("x").double(2)
    'xxxx'
    """
    def __init__(self, name: str) -> None:
        self.name = name
    def double(self, n: int = 1) -> str:
        """Returns the name, ``2 * n`` times."""
        return self.name * 2 * n
''',
    "index.rst": "Shop\n====\n\n.. toctree::\n\n   api\n   other\n\nSee :class:`shop.Item`, :ref:`label`, :doc:`other`.\n\n.. index:: single: word\n",
    "api.rst": "API\n===\n\n.. automodule:: shop\n   :members:\n\n.. testsetup::\n\n   from shop import Item\n",
    "other.rst": ".. _label:\n\nOther\n-----\n\n.. code-block:: python\n   :linenos:\n\n   print('x')\n\nMissing :ref:`nowhere`.\n\n.. doctest::\n\n   >>> 1 + 1\n   2\n",
}
for name, text in FILES.items():
    with open(name, "w") as file:
        file.write(text)


def build(builder, *options):
    done = subprocess.run([sys.executable, "-m", "sphinx", "-q", "-b", builder, *options, ".", f"_{builder}"], capture_output=True, text=True)
    print(builder, done.returncode, done.stderr.replace(os.getcwd(), "").strip())


build("html")
with open("_html/api.html") as file:
    print(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", file.read().partition('<section id="module-shop">')[2].partition("</section>")[0])))
print(sorted(os.listdir("_html"))[:12])
build("text", "-j", "2", "-E")
with open("_text/api.txt") as file:
    print(file.read())
build("man")
build("doctest")
with open("_doctest/output.txt") as file:
    print(file.read().partition("Doctest summary")[2])

# expect: html 0 /other.rst:11: WARNING: undefined label: 'nowhere' [ref.ref]
# expect:  API¶ The shop. class shop.Item(name: str)[source]¶ An item. Parameters: name (str) – its name &gt;&gt;&gt; Item(&quot;x&quot;).double(2) &#39;xxxx&#39; double(n: int = 1) &#x2192; str[source]¶ Returns the name, 2 * n times. 
# expect: ['.buildinfo', '.doctrees', '_modules', '_sources', '_static', 'api.html', 'genindex.html', 'index.html', 'objects.inv', 'other.html', 'py-modindex.html', 'search.html']
# expect: text 0 /other.rst:11: WARNING: undefined label: 'nowhere' [ref.ref]
# expect: API
# expect: ***
# expect:
# expect: The shop.
# expect:
# expect: class shop.Item(name: str)
# expect:
# expect:    An item.
# expect:
# expect:    Parameters:
# expect:       **name** (*str*) -- its name
# expect:
# expect:    >>> Item("x").double(2)
# expect:    'xxxx'
# expect:
# expect:    double(n: int = 1) -> str
# expect:
# expect:       Returns the name, "2 * n" times.
# expect:
# expect: man 0 /other.rst:11: WARNING: undefined label: 'nowhere' [ref.ref]
# expect: doctest 0 
# expect:
# expect: ===============
# expect:     2 tests
# expect:     0 failures in tests
# expect:     0 failures in setup code
# expect:     0 failures in cleanup code
# expect:
