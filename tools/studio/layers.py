"""The layers of the runtime that make counting without a lock cheap, from the slowest program to the quickest.

The first program counts with atomic instructions only. The second has the textbook's biased counts. Each next one has one accelerator more
(gc/base/accelerators.def), the last one all: that is tinypy-t as it is. The one to compare with has plain counts and a GIL.

Publication has no switch, since biased counts are built on it: all layers have it. The accelerators of memory and of collections serve the program with a GIL
just as well, so they are on in all rows, unless the layers are to begin at the bare core.
"""

from dataclasses import dataclass

import programs

LENDING, TABLES = ("lending", "noted_counts"), ("deferred_counts",)
QUEUES, LOCKS = ("hand_over", "adoption"), ("reserved_locks", "backoff")
MEMORY = ("guest_pages", "orphan_pages", "kept_waves", "huge_pages")
COLLECTIONS = ("paged_trials", "young_collections", "private_collections", "dead_pages", "slot_layouts", "marking_team", "pacing")

PLAIN = "plain counts, a GIL"


@dataclass(frozen=True)
class Layer:
    key: str
    label: str
    build: str  # of tools/build --list
    program: str
    without: tuple = ()  # accelerators

    def path(self):
        return programs.folder_of(self.build) / self.program

    def runs_as(self):
        options = ("-X", "without=" + ",".join(self.without)) if self.without else ()
        return programs.Program(self.label, str(self.path()), options)

    def remedy(self):
        return f"tools/build {self.build} {self.program}"


def ladder(from_core=False):
    """All layers; the last one is the program with a GIL."""
    steps = [("deferred", "+ deferred counts", TABLES), ("lending", "+ lending", LENDING), ("hand_over", "+ hand-over and adoption", QUEUES),
             ("locks", "+ reserved locks", LOCKS)]
    if from_core:
        steps += [("memory", "+ memory", MEMORY), ("collections", "+ collections", COLLECTIONS)]
    off = [name for _, _, names in steps for name in names]
    layers = [Layer("atomic", "atomic counts", "atomic", "tinypy-t", tuple(off)), Layer("biased", "biased counts", "release", "tinypy-t", tuple(off))]
    for key, label, names in steps:
        off = [name for name in off if name not in names]
        layers.append(Layer(key, label, "release", "tinypy-t", tuple(off)))
    return [*layers, Layer("plain", PLAIN, "release", "tinypy")]
