# needs: python3-jinja2 python3-pygments python3-lark python3-networkx python3-html5lib python3-sqlglot python3-sqlalchemy python3-docutils
# needs: python3-parso python3-openpyxl python3-feedparser python3-pytest python3-sphinx
"""Thirteen packages and forty modules of the library imported, and nothing else."""

import importlib
import sys

NAMES = """argparse asyncio base64 bz2 calendar collections concurrent.futures configparser contextlib csv ctypes dataclasses datetime decimal difflib
email.message enum fractions functools gzip hashlib heapq html.parser http.client http.server inspect ipaddress json logging.handlers mailbox
multiprocessing optparse pathlib pickle random sqlite3 ssl statistics tarfile tempfile typing unittest.mock urllib.request uuid xml.etree.ElementTree
xmlrpc.client zipfile
jinja2 pygments.lexers.python lark networkx html5lib sqlglot sqlalchemy.orm docutils.core parso openpyxl feedparser pytest sphinx.application""".split()
for name in NAMES:
    importlib.import_module(name)
print(all(name in sys.modules for name in NAMES))
