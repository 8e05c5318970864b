// The handler that saves the frame before each instruction.
#include "interp/vm/frame/exact_frames.h"

namespace vm {

namespace {

HandlerTable g_behind_saving;  // used while g_saving. Both change with the world stopped
bool g_saving = false;

SHARED_HANDLER save_first(HANDLER_ARGS) {
  SAVE();
  MUSTTAIL return g_behind_saving.at[insn & 0xffff](insn, pc, r, t, k, aux);
}

}  // namespace

void set_exact_frames(bool on) {
  ASSERT(gc::world_stopped());
  if (g_saving == on) return;
  g_saving = on;
  if (!on) {
    g_dispatch = g_behind_saving;
    for (u32 i = 0; i < kDispatchSize; ++i) {
      if (g_dispatch.at[i] == kSingleHandlers.at[i]) g_dispatch.at[i] = kHandlers.at[i];
    }
    return;
  }
  for (u32 i = 0; i < kDispatchSize; ++i) {
    Handler handler = g_dispatch.at[i];
    // A superinstruction would run the next instruction before its frame is saved.
    g_behind_saving.at[i] = handler == kHandlers.at[i] ? kSingleHandlers.at[i] : handler;
    g_dispatch.at[i] = save_first;
  }
}

HandlerTable& table_behind_saving() { return g_saving ? g_behind_saving : g_dispatch; }

}  // namespace vm
