# no race
# options: --refstats
# says: increment by the owner
import refscope

refscope.watch([])
assert refscope.counts()["incref_owner"] > 0
