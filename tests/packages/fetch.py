"""Debian's packages, unpacked and not installed.

apt does the work with its own keys, proxies and the machine's mirror, but with lists and a cache in the folder `fetched`: it
verifies the signature of the index and the checksums of the packages. It finds the dependencies, too, as for a machine on
which nothing is installed. Of these, only those with modules of Python or with data for them are taken; scripts and fonts of
pages are such data, to which modules have links.
"""

import fcntl
import re
import subprocess
import tempfile
from pathlib import Path

FETCHED = Path(__file__).resolve().parent / "fetched"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
WITH_MODULES = re.compile(r"python|^(sphinx-common|docutils-common|media-types|libjs-.*|fonts-.*)$")
DATA = re.compile(rb"/usr/share/(docutils|sphinx|python-wheels)\b")
INTERPRETERS = re.compile(r"^(lib)?python3(\.\d+)?(-minimal|-stdlib|-venv)?$")


class Suite:
    """A suite of Debian's archive, for instance `unstable`."""

    def __init__(self, name):
        self.folder = FETCHED / name
        self.tree = self.folder / "tree"
        self.modules = self.tree / "usr/lib/python3/dist-packages"
        for part in "lists/partial", "cache/archives/partial", "tree":
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        signed = f"[signed-by={KEYRING}] " if KEYRING.exists() else ""
        for kind in "deb", "deb-src":
            (self.folder / f"{kind}.list").write_text(f"{kind} {signed}{mirror()} {name} main\n")

    def apt(self, *command, kind="deb", folder=None):
        settings = {"Dir::Etc::SourceList": self.folder / f"{kind}.list", "Dir::Etc::SourceParts": "/dev/null",
                    "Dir::State::Lists": self.folder / "lists", "Dir::State::Status": "/dev/null", "Dir::Cache": self.folder / "cache",
                    "Acquire::Languages": "none", "Acquire::Retries": 2, "APT::Sandbox::User": whoami(), "APT::Get::List-Cleanup": "false"}
        options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
        return output([command[0], "-qq", *options, *command[1:]], folder or self.folder / "cache")

    def binaries(self, name):
        """The names of the packages that Debian makes of a source package; none, if it has no such one."""
        try:
            self.apt("apt-get", "update", kind="deb-src")
            shown = self.apt("apt-cache", "showsrc", "--only-source", name, kind="deb-src")
        except subprocess.CalledProcessError:
            return []
        return re.findall(r"[^\s,]+", " ".join(re.findall(r"^Binary: (.*(?:\n .*)*)", shown, re.MULTILINE)))

    def archive(self, name, folder):
        """The archive of the authors' sources of a source package, in the folder; nothing, if Debian or its mirror has none."""
        try:
            self.apt("apt-get", "source", "--download-only", name, kind="deb-src", folder=folder)
        except subprocess.CalledProcessError:
            pass  # a mirror may have the archive alone, without Debian's own part
        return next(folder.glob("*.orig.tar.*[!c]"), None)

    def fetch(self, names):
        """The versions of these packages; they and what they need are in the tree afterwards."""
        with open(self.folder / "lock", "w") as lock:  # two runs may fetch at a time
            fcntl.flock(lock, fcntl.LOCK_EX)
            return self.fetch_alone(names)

    def fetch_alone(self, names):
        self.apt("apt-get", "update")
        planned = self.apt("apt-get", "install", "--simulate", "--no-install-recommends", *names)
        versions = dict(re.findall(r"^Inst (\S+) \((\S+) ", planned, re.MULTILINE))
        wanted = [n for n in versions if n in names or WITH_MODULES.search(n) and not INTERPRETERS.match(n)]
        missing = [n for n in wanted if not self.note(n, versions[n]).exists()]
        if missing:
            self.apt("apt-get", "download", *missing)
        for name in missing:
            self.unpack(name, versions[name])
        return {name: versions[name] for name in names}

    def note(self, name, version):
        """A file that is there if this version is unpacked."""
        return self.folder / "unpacked" / f"{name}={version.replace('/', '_')}"

    def unpack(self, name, version):
        for archive in (self.folder / "cache").glob(f"{name}_*.deb"):
            with tempfile.TemporaryDirectory(dir=self.folder) as place:
                output(["dpkg-deb", "--extract", archive, place])
                self.relocate(Path(place))
                output(["cp", "-a", f"{place}/.", self.tree])
            archive.unlink()
        self.note(name, version).parent.mkdir(exist_ok=True)
        self.note(name, version).touch()

    def relocate(self, place):
        """Debian's patches name the folders where data of packages is once they are installed."""
        for path in place.glob("usr/lib/python3/dist-packages/**/*.py"):
            if not path.is_file():  # a link into a package that is not unpacked yet
                continue
            text = path.read_bytes()
            moved = DATA.sub(bytes(self.tree) + rb"\g<0>", text)
            if moved != text:
                path.write_bytes(moved)


class Programs:
    """Programs of the machine's own suite of Debian, with the libraries that the machine has not: wrappers in one folder."""

    def __init__(self):
        self.folder = FETCHED / "programs"
        self.wrappers = self.folder / "bin"

    def fetch(self, names):
        self.wrappers.mkdir(parents=True, exist_ok=True)
        missing = [name for name in names if not (self.wrappers / name).exists()]
        if not missing:
            return
        planned = output(["apt-get", "install", "--simulate", "--no-install-recommends", *missing])
        wanted = re.findall(r"^Inst (\S+)", planned, re.MULTILINE)
        output(["apt-get", "-qq", "-o", f"APT::Sandbox::User={whoami()}", "download", *wanted], self.folder)
        for archive in self.folder.glob("*.deb"):
            output(["dpkg-deb", "--extract", archive, self.folder])
            archive.unlink()
        for name in missing:
            wrapper = self.wrappers / name
            wrapper.write_text(f'#!/bin/sh\nLD_LIBRARY_PATH="$(echo {self.folder}/usr/lib/*-linux-gnu)" exec {self.folder}/usr/bin/{name} "$@"\n')
            wrapper.chmod(0o755)


def output(command, folder=None):
    return subprocess.run([str(word) for word in command], cwd=folder, stdout=subprocess.PIPE, text=True, check=True).stdout


def whoami():
    return output(["id", "-un"]).strip()


def mirror():
    """The mirror that this machine's apt uses for Debian's archive."""
    targets = output(["apt-get", "indextargets", "--format", "$(REPO_URI) $(LABEL)/$(COMPONENT)", "Created-By: Packages"])
    return next(line.split()[0] for line in targets.splitlines() if line.endswith(" Debian/main"))
