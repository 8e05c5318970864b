# The truth of an element will change, so it warns from 3.12 on.
import sys
import warnings
from xml.etree.ElementTree import Element, SubElement

silent = sys.version_info < (3, 12)
e = Element("a")
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    print(bool(e))
    SubElement(e, "b")
    print(bool(e))
print(silent or [w.category.__name__ for w in seen] == ["DeprecationWarning"] * 2)
print(silent or str(seen[0].message).startswith("Testing an element's truth value will always return True"))
warnings.simplefilter("error")
try:
    not e
    print(silent)
except DeprecationWarning as error:
    print(True)

# expect: False
# expect: True
# expect: True
# expect: True
# expect: True
