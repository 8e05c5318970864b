# Wheels made here are installed, listed, checked and removed in a virtual environment; what does not fit is refused.
# needs: python3-pip python3-setuptools
import os
import subprocess
import sys
import venv
import zipfile

os.environ.update(PIP_NO_INDEX="1", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_CACHE_DIR="1")
venv.create("env", with_pip=False, symlinks=True)
python = os.path.abspath("env/bin/python")


def wheel(name, version, tag="py3-none-any", requires=()):
    info = f"{name}-{version}.dist-info/"
    files = {f"{name}.py": f"def main():\n    print('this is {name} {version}')\n",
             info + "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n" + "".join(f"Requires-Dist: {r}\n" for r in requires),
             info + "WHEEL": f"Wheel-Version: 1.0\nGenerator: job\nRoot-Is-Purelib: true\nTag: {tag}\n",
             info + "entry_points.txt": f"[console_scripts]\n{name}-run = {name}:main\n"}
    files[info + "RECORD"] = "".join(f"{n},,\n" for n in [*files, info + "RECORD"])
    with zipfile.ZipFile(f"{name}-{version}-{tag}.whl", "w") as archive:
        for n, text in files.items():
            archive.writestr(n, text)


def pip(*words):
    done = subprocess.run([python, "-m", "pip", *words], capture_output=True, text=True)
    text = (done.stdout + done.stderr).replace(os.getcwd(), "")
    lines = [line for line in text.splitlines() if line and not line.startswith(("Processing", "Looking in", "WARNING"))]
    print(words[0], done.returncode, [line for line in lines if words[0] != "check" or "alpha" in line][-3:])


wheel("alpha", "1.0", requires=["beta>=2"])
wheel("beta", "1.0")
wheel("beta", "2.0")
wheel("gamma", "1.0", tag="cp313-cp313-win_amd64")
pip("install", "--find-links", ".", "alpha")
print(subprocess.run(["env/bin/alpha-run"], capture_output=True, text=True).stdout)
pip("list", "--path", os.path.join("env", "lib", os.listdir("env/lib")[0], "site-packages"))
pip("install", "--find-links", ".", "gamma")
pip("install", "./gamma-1.0-cp313-cp313-win_amd64.whl")
pip("install", "--find-links", ".", "--force-reinstall", "beta==1.0")
pip("check")
pip("uninstall", "-y", "alpha")
os.makedirs("source/delta")
for name, text in {"pyproject.toml": "[build-system]\nrequires = ['setuptools']\nbuild-backend = 'setuptools.build_meta'\n[project]\nname = 'delta'\nversion = '3'\n"
                                     "[project.scripts]\ndelta = 'delta:main'\n", "delta/__init__.py": "def main(): print('built')\n"}.items():
    with open(os.path.join("source", name), "w") as file:
        file.write(text)
pip("install", "--no-build-isolation", "./source")
print(subprocess.run(["env/bin/delta"], capture_output=True, text=True).stdout)

# expect: install 0 ['Installing collected packages: beta, alpha', 'Successfully installed alpha-1.0 beta-2.0']
# expect: this is alpha 1.0
# expect:
# expect: list 0 ['------- -------', 'alpha   1.0', 'beta    2.0']
# expect: install 1 ['ERROR: Could not find a version that satisfies the requirement gamma (from versions: none)', 'ERROR: No matching distribution found for gamma']
# expect: install 1 ['ERROR: gamma-1.0-cp313-cp313-win_amd64.whl is not a supported wheel on this platform.']
# expect: install 0 ['Successfully installed beta-1.0', "ERROR: pip's dependency resolver does not currently take into account all the packages that are installed. This behaviour is the source of the following dependency conflicts.", 'alpha 1.0 requires beta>=2, but you have beta 1.0 which is incompatible.']
# expect: check 1 ['alpha 1.0 has requirement beta>=2, but you have beta 1.0.']
# expect: uninstall 0 ['Found existing installation: alpha 1.0', 'Uninstalling alpha-1.0:', '  Successfully uninstalled alpha-1.0']
# expect: install 0 ['Successfully built delta', 'Installing collected packages: delta', 'Successfully installed delta-3']
# expect: built
# expect:
