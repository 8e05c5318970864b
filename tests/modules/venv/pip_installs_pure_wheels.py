# pip chooses a wheel of pure Python, refuses one with extension modules of CPython, and writes the programs of entry points.
# Where the library has no pip, there is nothing to be seen.
import os
import subprocess
import sys
import tempfile
import zipfile

try:
    import ensurepip
    ensurepip.version()
    has_pip = True
except (ImportError, OSError):
    has_pip = False

top = os.path.realpath(tempfile.mkdtemp())
env = os.path.join(top, "env")
python = os.path.join(env, "bin", "python")


def run(*command):
    settings = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_CACHE_DIR": "1", "PIP_CONFIG_FILE": os.devnull}
    return subprocess.run(command, capture_output=True, text=True, env=settings, cwd=top)


def wheel(tag):
    path = os.path.join(top, f"greeting-1.0-{tag}.whl")
    info = "greeting-1.0.dist-info/"
    files = {
        "greeting/__init__.py": "import sys\ndef main():\n    print('hello from', __name__, sys.argv[1:])\n",
        info + "METADATA": "Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n",
        info + "WHEEL": f"Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\nTag: {tag}\n",
        info + "entry_points.txt": "[console_scripts]\ngreet = greeting:main\n",
    }
    files[info + "RECORD"] = "".join(f"{name},,\n" for name in [*files, info + "RECORD"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def story():
    made = run(sys.executable, "-m", "venv", env)
    if made.returncode:
        return [made.stdout + made.stderr]
    tag = "cp%d%d-cp%d%d-manylinux_2_17_aarch64" % (*sys.version_info[:2], *sys.version_info[:2])
    refused = run(python, "-m", "pip", "install", "--no-index", wheel(tag))
    installed = run(python, "-m", "pip", "install", "--no-index", wheel("py3-none-any"))
    greeted = run(os.path.join(env, "bin", "greet"), "you")
    with open(os.path.join(env, "bin", "greet")) as file:
        first = file.readline()
    listed = run(os.path.join(env, "bin", "pip"), "list", "--format=freeze")
    removed = run(python, "-m", "pip", "uninstall", "-y", "greeting")
    return [refused.returncode, "is not a supported wheel on this platform" in refused.stderr,
            installed.returncode, installed.stdout.splitlines()[-1:], greeted.stdout, greeted.returncode,
            first.startswith("#!" + env), "greeting==1.0" in listed.stdout, removed.returncode,
            os.path.exists(os.path.join(env, "bin", "greet"))]


EXPECTED = [1, True, 0, ["Successfully installed greeting-1.0"], "hello from greeting ['you']\n", 0, True, True, 0, False]
told = story() if has_pip else EXPECTED
print(told == EXPECTED or told)

# expect: True
