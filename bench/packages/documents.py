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

.. note:: An admonition with a `place {0}`_.

.. _place {0}: #chapter-{0}
.. [#n{0}] The footnote.
"""
text = "The manual\n##########\n\n.. contents::\n" + "".join(CHAPTER.format(n) for n in range(60))
settings = {"report_level": 5, "syntax_highlight": "none", "stylesheet_path": "", "embed_stylesheet": False, "datestamp": None, "generator": None}
html = publish_string(text, writer_name="html5", settings_overrides=settings)
print(hashlib.sha256(html).hexdigest(), len(html))
