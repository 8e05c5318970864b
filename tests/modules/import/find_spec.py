# What the import system finds by importlib's _find_spec(): a module, a package, a namespace package, nothing.
import importlib._bootstrap as bootstrap
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    for name in ("package", "space"):
        os.mkdir(os.path.join(folder, name))
    for name in ("package/__init__.py", "module.py"):
        open(os.path.join(folder, name), "w").close()
    for name in ("module", "package", "space", "nothing"):
        spec = bootstrap._find_spec(name, [folder])
        print(name, spec and (spec.name, spec.loader is not None, spec.submodule_search_locations is not None))
    print(bootstrap._find_spec("module", [folder], target=os).name)
    try:
        bootstrap._find_spec("module")
    except TypeError:
        print("a path is needed")

# expect: module ('module', True, False)
# expect: package ('package', True, True)
# expect: space ('space', False, True)
# expect: nothing None
# expect: module
# expect: a path is needed
