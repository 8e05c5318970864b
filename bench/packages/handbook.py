# needs: python3-sphinx
"""A handbook of twelve pages with references and an index, built by Sphinx."""

import io
import sys
import tempfile
from pathlib import Path

from sphinx.application import Sphinx

PAGE = """
Page {0}
========

.. py:function:: f{0}(x, y=1)

   Adds, as :py:func:`f{1}` does. See :doc:`page{1}` and :ref:`part-{1}`.

   :param x: the first
   :returns: a number

.. _part-{0}:

Part
----

.. index:: word {0}

Some **text** with ``code`` and a list:

* one
* two

>>> f{0}(1)
2
"""
with tempfile.TemporaryDirectory() as folder:
    source = Path(folder, "source")
    source.mkdir()
    (source / "conf.py").write_text("project = 'Handbook'\nhtml_theme = 'basic'\n")
    (source / "index.rst").write_text("Handbook\n########\n\n.. toctree::\n\n" + "".join(f"   page{n}\n" for n in range(12)))
    for n in range(12):
        (source / f"page{n}.rst").write_text(PAGE.format(n, (n + 1) % 12))
    noise = io.StringIO()
    sys.dont_write_bytecode = True
    app = Sphinx(str(source), str(source), folder + "/out", folder + "/trees", "html", status=noise, warning=noise, freshenv=True)
    app.build()
    pages = sorted(path.name for path in Path(folder, "out").glob("*.html"))
    print(app.statuscode, len(pages), "f11" in Path(folder, "out/genindex.html").read_text())
