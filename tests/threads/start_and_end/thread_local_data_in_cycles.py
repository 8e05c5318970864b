"""A local object that is among its own attributes goes when nobody else has it, whatever threads have stored there."""

import gc
import threading
import weakref


class Thing:
    def __init__(self, name="thing"):
        self.name = name


def with_one_thread():
    thing = Thing()
    thing.local = threading.local()
    thing.local.thing = thing
    thing.local.more = [thing, {"thing": thing}]
    seen, local = weakref.ref(thing), weakref.ref(thing.local)
    gc.collect()
    print("held", seen() is thing, thing.local.more[1]["thing"] is thing)
    del thing
    gc.collect()
    print("gone", seen(), local())


def held_by_the_local_object():
    local = threading.local()
    local.thing = Thing("kept")
    for _ in range(3):
        gc.collect()
        [Thing() for _ in range(10000)]
    print(local.thing.name, vars(local).keys())


def with_several_threads():
    owner = Thing("owner")
    owner.local = threading.local()
    seen = []
    ready, over = threading.Barrier(4), threading.Event()

    def body(number, owner):
        mine = Thing(number)
        mine.owner = owner
        owner.local.mine = mine
        seen.append(weakref.ref(mine))
        del mine, owner
        ready.wait()
        over.wait()

    threads = [threading.Thread(target=body, args=(n, owner)) for n in range(3)]
    for thread in threads:
        thread.start()
    ready.wait()
    owner.local.mine = Thing("main")
    seen += [weakref.ref(owner.local.mine), weakref.ref(owner)]
    gc.collect()
    print("held", sorted(str(ref().name) for ref in seen))
    for thread in threads:
        thread._args = thread._kwargs = ()
    del owner
    gc.collect()
    print("gone", [ref() for ref in seen])
    over.set()
    for thread in threads:
        thread.join()


class Finalized(threading.local):
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append("finalized")
        self.log.append(self)


def with_a_finalizer():
    log = []
    local = Finalized(log)
    local.itself = local
    seen = weakref.ref(local, lambda ref: None)
    del local
    gc.collect()
    print(log[0], seen(), log[1].itself is log[1], log[1].log is log)
    log.clear()
    gc.collect()
    print(log)


class Pool:
    """As programs use it: a pool whose threads know it by what they keep."""

    def __init__(self):
        self.local = threading.local()

    def use(self):
        if not hasattr(self.local, "connection"):
            self.local.connection = Thing("connection")
            self.local.connection.pool = self
        return self.local.connection


def many_pools():
    seen = []
    for n in range(50):
        pool = Pool()
        pool.use()
        thread = threading.Thread(target=pool.use)
        thread.start()
        thread.join()
        seen.append(weakref.ref(pool))
    del pool, thread
    gc.collect()
    print("pools left", sum(ref() is not None for ref in seen))


with_one_thread()
held_by_the_local_object()
with_several_threads()
with_a_finalizer()
many_pools()

# expect: held True True
# expect: gone None None
# expect: kept dict_keys(['thing'])
# expect: held ['0', '1', '2', 'main', 'owner']
# expect: gone [None, None, None, None, None]
# expect: finalized None True True
# expect: []
# expect: pools left 0
