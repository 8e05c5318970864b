"""Any method of any object, with any arguments, from all threads at once: nothing but Python's own exceptions may come of it.

Each round makes two objects of one kind, or one. The threads call methods of theirs that chance chooses, with arguments that chance chooses: among
them objects whose __eq__, __hash__, __index__, ... change the shared objects in the middle of the native operation that called them. In
every second round the objects are of a subclass with such methods of its own. With --threads 1 a fault comes again with its seed.

"doing: ..." names the kind and the seed of the round. KIND=list in the environment plays rounds of that kind alone.
"""

import gc
import os
import sys

import any_kinds
from harness import SEED, Random, scenario, together

STEPS = 120
LONG = 300  # what has grown longer than this is emptied
ONLY = os.environ.get("KIND")
TRACE = os.environ.get("TRACE")

# They wait, end what the harness needs, or take as long as their argument is large.
NOT_CALLED = set("acquire acquire_lock __enter__ wait sleep accept connect connect_ex recv recv_into recvfrom recvfrom_into recvmsg recvmsg_into "
                 "poll _acquire_restore _release_save join start __pow__ __rpow__ __ipow__ __lshift__ __rlshift__ detach register_at_fork "
                 "madvise sendfile listen bind _at_fork_reinit __isabstractmethod__".split())
GROWING = set("extend extendleft __iadd__ __add__ __setitem__ update __ior__ fromlist insert".split())  # from an iterator over itself: for ever


class Game(any_kinds.Game):
    """Two objects of one kind, or one."""

    def __init__(self, name, kind, hooked):
        super().__init__(name)
        make = self.hooked_class if hooked else lambda cls: cls
        self.alone = hooked and kind.locks
        for _ in range(1 if self.alone else 2):
            self.objects.append(kind.make(make))
        self.methods = [n for n in dir(self.objects[0]) if n not in NOT_CALLED and n not in kind.without]

    def hooked_class(self, cls):
        """A subclass with some methods that disturb the game before they do what the native ones do, or return nonsense."""
        names = [n for n in any_kinds.HOOKS if hasattr(cls, n) and self.random.below(4) == 0]
        return type("Hooked", (cls,), {n: self.hook(getattr(cls, n), [] if self.random.below(5) else [None] * 20) for n in names})

    def hook(self, native, nonsense):
        def method(self_, *args):
            self.disturb()
            if nonsense:  # not for ever: iterators have to end
                nonsense.pop()
                return self.random.choice(any_kinds.NONSENSE)
            return native(self_, *args)

        return method

    def step(self, random):
        """One operation: a method, an assignment to an attribute, a function or an operator."""
        target, what = random.choice(self.objects), random.below(20)
        if what < 12 and self.methods:
            name, arguments = random.choice(self.methods), [self.argument(random) for _ in range(random.below(4))]
            if name in GROWING:
                arguments = [a for a in arguments if not hasattr(type(a), "__next__")]
            if TRACE:
                print(name, *map(type, arguments), file=sys.stderr, flush=True)
            if what == 0:
                return setattr(target, name, self.argument(random))
            attribute = getattr(target, name)
            return attribute(*arguments) if callable(attribute) else attribute
        use = random.choice(any_kinds.ONE_OPERAND if what < 16 else any_kinds.TWO_OPERANDS)
        if TRACE:
            print(use, file=sys.stderr, flush=True)
        return use(target) if what < 16 else use(target, self.argument(random))

    def play(self, i):
        random = Random(i)
        for _ in range(STEPS):
            try:
                result = self.step(random)
                if not self.alone and (hasattr(type(result), "__next__") or isinstance(result, any_kinds.VIEWS)):
                    self.objects[random.below(2)] = result
                elif any_kinds.length(self.objects[0]) > LONG:
                    self.objects[0].clear()
            except Exception as error:
                self.judge(error)


def play_rounds(group, start=[SEED * 7]):
    kinds = {n: k for n, k in any_kinds.GROUPS[group].items() if ONLY in (None, n)}
    if not kinds:
        return
    for hooked in False, True:
        name = list(kinds)[start[0] % len(kinds)]
        start[0] += 1
        print("doing: %s%s, round of seed %d" % (name, " with hooks" if hooked else "", SEED), flush=True)
        try:
            game = Game(name, kinds[name], hooked)
        except Exception:  # a hook has refused to make it
            continue
        together(game.play)
        game.objects.clear()
        del game
        gc.collect()


@scenario
def any_method_of_containers():
    play_rounds("containers")


@scenario
def any_method_of_iterators():
    play_rounds("iterators")


@scenario
def any_method_of_numbers_and_text():
    play_rounds("numbers_and_text")


@scenario
def any_method_of_buffers():
    play_rounds("buffers")


@scenario
def any_method_of_code():
    play_rounds("code")


@scenario
def any_method_of_classes():
    play_rounds("classes")


@scenario
def any_method_of_streams():
    play_rounds("streams")


@scenario
def any_method_of_library_objects():
    play_rounds("library")


@scenario
def any_method_of_system_objects():
    play_rounds("system")
