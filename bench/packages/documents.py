# needs: python3-docutils
"""A manual in reStructuredText as HTML, by Docutils."""

import hashlib

from docutils.core import publish_string

CHAPTER = """
Chapter {0}
===========

Text with *emphasis*, **strong words**, ``literals``, a `link <https://example.org/{0}>`_ and a note [#n{0}]_.

* first item
* second item

  1. nested
  2. numbered

.. code-block:: python

   def f(x):
       return x + {0}

===== ===== ======
 left  mid   right
===== ===== ======
 {0}   2     3
 4     5     6
===== ===== ======

:field: value
:other: more text that goes on
        over two lines

.. note:: An admonition with a `reference`_.

.. _reference: #chapter-{0}
.. [#n{0}] The footnote.
"""
text = "The manual\n##########\n\n.. contents::\n" + "".join(CHAPTER.format(n) for n in range(60)).replace("reference", "reference")
# Each chapter has a target of its own name, so that none is a duplicate.
for n in range(60):
    text = text.replace("`reference`_", f"`place {n}`_", 1).replace(".. _reference:", f".. _place {n}:", 1)
settings = {"report_level": 5, "syntax_highlight": "none", "stylesheet_path": "", "embed_stylesheet": False, "datestamp": None, "generator": None}
html = publish_string(text, writer_name="html5", settings_overrides=settings)
print(hashlib.sha256(html).hexdigest(), len(html))
