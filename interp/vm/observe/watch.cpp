// The watcher's entries in the dispatch table.
#include "interp/vm/observe/watch.h"

#include "gc/base/studio.h"

namespace vm {

namespace {

struct Watcher {
  See see;
  Look (*look)(Op op);
};
Watcher g_watchers[kMostWatchers];
u32 g_watcher_count = 0;

SLOW_HANDLER watched(HANDLER_ARGS) {
  SAVE();
  for (u32 i = 0; i < g_watcher_count; ++i) g_watchers[i].see(*t, r, pc, insn, k);
  MUSTTAIL return kSingleHandlers.at[insn & 0xffff](insn, pc, r, t, k, aux);
}
SHARED_HANDLER watched_object_in_a(HANDLER_ARGS) {
  if (REG_A.is_pointer()) TAIL(watched, aux);
  MUSTTAIL return kSingleHandlers.at[insn & 0xffff](insn, pc, r, t, k, aux);
}
SHARED_HANDLER watched_object_in_b(HANDLER_ARGS) {
  if (REG_B.is_pointer()) TAIL(watched, aux);
  MUSTTAIL return kSingleHandlers.at[insn & 0xffff](insn, pc, r, t, k, aux);
}

// What all watchers together want to see.
Look looks_of_all(Op op) {
  Look all = Look::kNever;
  for (u32 i = 0; i < g_watcher_count; ++i) {
    Look look = g_watchers[i].look(op);
    if (all == Look::kNever) all = look;
    else if (look != Look::kNever && look != all) all = Look::kAlways;
  }
  return all;
}

// Of use in the studio only.
[[maybe_unused]] Handler watched_handler(u32 index) {
  switch (looks_of_all(comp::generic_form(static_cast<u16>(index >> comp::kOpShift)))) {
    case Look::kAlways: return watched;
    case Look::kIfObjectInA: return watched_object_in_a;
    case Look::kIfObjectInB: return watched_object_in_b;
    default: return kSingleHandlers.at[index];
  }
}

}  // namespace

Handler unobserved_handler(u32 index) {
  if constexpr (gc::kStudio) {
    if (g_watcher_count) return watched_handler(index);
  }
  return kHandlers.at[index];
}

void watch_instructions(See see, Look (*look)(Op op)) {
  ASSERT(g_watcher_count < kMostWatchers);
  g_watchers[g_watcher_count++] = {see, look};
  for (u32 i = 0; i < kDispatchSize; ++i) g_dispatch.at[i] = unobserved_handler(i);
}

}  // namespace vm
