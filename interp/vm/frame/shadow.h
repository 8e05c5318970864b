// The search of all registers in a build with -Dshadow_counts=true (gc/base/shadow.h): when an object dies, no register
// may name it. Other builds call none of these functions.
#pragma once

#include "gc/base/shadow.h"
#include "interp/vm/frame.h"

namespace vm {

// Installs gc::CountingHooks::check_end. Start-up only, before a second thread is started.
void install_shadow();
// Adds a register stack to those that are searched. In these builds its memory is never unmapped, since another thread
// may be searching it.
void shadow_stack_begins(const Value* stack);
// Adds the window of a generator to those that are searched; removes it when its contents have been disposed of.
void shadow_generator_begins(Generator* generator);
void shadow_generator_ends(const Generator* generator);
// Ends the process if a register of the thread holds an uncounted reference without a reason (uncounted.h). Called when
// the thread announces a quiescent state.
void check_reasons(Thread& t);

}  // namespace vm
