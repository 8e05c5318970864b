# A project with packages, data, entry points and a cfg file is built as a wheel and as an archive of sources.
# needs: python3-setuptools
import io
import os
import subprocess
import sys
import tarfile
import zipfile

FILES = {
    "setup.cfg": "[metadata]\nname = shop\nversion = attr: shop.__version__\n[options]\npackages = find:\ninstall_requires =\n    click>=8\n"
                 "[options.package_data]\nshop = *.txt\n[options.entry_points]\nconsole_scripts =\n    shop = shop.main:run\n",
    "pyproject.toml": "[build-system]\nrequires = ['setuptools']\nbuild-backend = 'setuptools.build_meta'\n",
    "shop/__init__.py": "__version__ = '1.2'\n", "shop/main.py": "def run(): print('run')\n", "shop/data.txt": "data\n", "shop/deep/__init__.py": "",
    "README.md": "# Shop\n",
}
for name, text in FILES.items():
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    with open(name, "w") as file:
        file.write(text)
code = "import setuptools.build_meta as b; print(b.build_wheel('out'), b.build_sdist('out'))"
done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
print(done.returncode, done.stdout.splitlines()[-1:], done.stderr[-300:] if done.returncode else "")
with zipfile.ZipFile("out/shop-1.2-py3-none-any.whl") as archive:
    print(sorted(archive.namelist()))
    print([line for line in archive.read("shop-1.2.dist-info/METADATA").decode().splitlines() if line.startswith(("Name", "Version", "Requires"))])
    print(archive.read("shop-1.2.dist-info/entry_points.txt").decode())
with tarfile.open("out/shop-1.2.tar.gz") as archive:
    print(sorted(archive.getnames()))

# expect: 0 ['shop-1.2-py3-none-any.whl shop-1.2.tar.gz'] 
# expect: ['shop-1.2.dist-info/METADATA', 'shop-1.2.dist-info/RECORD', 'shop-1.2.dist-info/WHEEL', 'shop-1.2.dist-info/entry_points.txt', 'shop-1.2.dist-info/top_level.txt', 'shop/__init__.py', 'shop/data.txt', 'shop/deep/__init__.py', 'shop/main.py']
# expect: ['Name: shop', 'Version: 1.2', 'Requires-Dist: click>=8']
# expect: [console_scripts]
# expect: shop = shop.main:run
# expect:
# expect: ['shop-1.2', 'shop-1.2/PKG-INFO', 'shop-1.2/README.md', 'shop-1.2/pyproject.toml', 'shop-1.2/setup.cfg', 'shop-1.2/shop', 'shop-1.2/shop.egg-info', 'shop-1.2/shop.egg-info/PKG-INFO', 'shop-1.2/shop.egg-info/SOURCES.txt', 'shop-1.2/shop.egg-info/dependency_links.txt', 'shop-1.2/shop.egg-info/entry_points.txt', 'shop-1.2/shop.egg-info/requires.txt', 'shop-1.2/shop.egg-info/top_level.txt', 'shop-1.2/shop/__init__.py', 'shop-1.2/shop/data.txt', 'shop-1.2/shop/deep', 'shop-1.2/shop/deep/__init__.py', 'shop-1.2/shop/main.py']
