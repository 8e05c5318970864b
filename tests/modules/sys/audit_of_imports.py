# Each module that is looked for raises the event "import" once, its parents too.
import sys

seen = []


def hook(event, arguments):
    if event == "import":
        seen.append(arguments[0])


sys.addaudithook(hook)
import colorsys
import colorsys
try:
    import no_such_module
except ImportError:
    pass
__import__("wsgiref.headers")
from wsgiref import headers
print([name for name in seen if name.startswith(("colorsys", "no_such", "wsgiref"))])

# expect: ['colorsys', 'no_such_module', 'wsgiref.headers', 'wsgiref']
