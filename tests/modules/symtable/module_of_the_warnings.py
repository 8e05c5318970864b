# The parameter `module` is new in Python 3.15.
import symtable
import _symtable
import inspect

takes_module = "module" in inspect.signature(symtable.symtable).parameters
arguments = {"module": "package.module"} if takes_module else {}
table = symtable.symtable("def f(a): return lambda: a", "file", "exec", **arguments)
print(table.get_type(), [child.get_name() for child in table.get_children()], table.lookup("f").is_namespace())
try:
    _symtable.symtable("1", "file", "exec", module=1)
except TypeError as e:
    print("TypeError")

# expect-before-3.14: module ['f'] True
# expect-since-3.14: module ['__annotate__', 'f'] True
# expect: TypeError
