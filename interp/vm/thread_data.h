// What the interpreter keeps for a thread beyond rt::Thread: made when first needed, freed with the thread's stack.
#pragma once

#include "interp/vm/generator.h"
#include "interp/vm/instrument.h"

namespace vm {

struct ThreadData {
  AsyncSettings async;
  ThreadInstrument instrument;
};
inline ThreadData* find_thread_data(const Thread& t) { return static_cast<ThreadData*>(t.vm); }
ThreadData& thread_data(Thread& t);
void free_thread_data(Thread& t);
void trace_thread_data(Thread& t, gc::Visitor& visitor);

}  // namespace vm
