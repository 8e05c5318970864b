// The watcher's entries in the dispatch table.
#include "interp/vm/observe/watch.h"

#include "gc/base/studio.h"

namespace vm {

namespace {

See g_see = nullptr;
Look (*g_look)(Op op) = nullptr;

SLOW_HANDLER watched(HANDLER_ARGS) {
  SAVE();
  g_see(*t, r, pc, insn, k);
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

Handler watched_handler(u32 index) {
  switch (g_look(comp::generic_form(static_cast<u16>(index >> comp::kOpShift)))) {
    case Look::kAlways: return watched;
    case Look::kIfObjectInA: return watched_object_in_a;
    case Look::kIfObjectInB: return watched_object_in_b;
    default: return kSingleHandlers.at[index];
  }
}

}  // namespace

Handler unobserved_handler(u32 index) {
  if constexpr (gc::kStudio) {
    if (g_see) return watched_handler(index);
  }
  return kHandlers.at[index];
}

void watch_instructions(See see, Look (*look)(Op op)) {
  g_see = see;
  g_look = look;
  for (u32 i = 0; i < kDispatchSize; ++i) g_dispatch.at[i] = unobserved_handler(i);
}

}  // namespace vm
