"""Programs that a tool would use if they were there: what they are, and how they are built."""

import subprocess
import sys
from dataclasses import dataclass

import programs


@dataclass(frozen=True)
class Extra:
    build: str  # of tools/build --list
    targets: tuple
    what: str  # what the tool can tell with it

    def folder(self, release):
        """`release`: the folder of the programs that are measured, which need not be the one of tools/build."""
        return release if self.build == "release" else programs.folder_of(self.build)

    def is_there(self, release):
        return all((self.folder(release) / target).is_file() for target in self.targets)

    def command(self):
        return f"tools/build {self.build} {' '.join(self.targets)}"

    def remedy(self, release):
        """The command that builds it in its folder."""
        folder = self.folder(release)
        is_usual = folder.resolve() == programs.folder_of(self.build).resolve()
        return self.command() if is_usual else f"ninja -C {folder} {' '.join(self.targets)}"


def missing(extras, release):
    return [extra for extra in extras if not extra.is_there(release)]


def build(extra):
    """Builds it; tools/build says on standard error how far it is. Failed: it cannot be built."""
    done = subprocess.run([programs.ROOT / "tools/build", extra.build, *extra.targets], stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    if done.returncode:
        raise programs.Failed(f"{extra.command()}: status {done.returncode}")
