// What a build with -Dshadow_counts=true keeps for its search of all registers (gc/base/shadow.h). Nothing of it is
// called in other builds.
#pragma once

#include "gc/base/shadow.h"
#include "interp/vm/frame.h"

namespace vm {

// Installs gc::g_check_end. Start-up only, before a second thread is started.
void install_shadow();
// A register stack exists from now on. Its memory is never unmapped in these builds, since another thread may be
// searching it.
void shadow_stack_begins(const Value* stack);
// A generator's window lies in its object from now on, until its contents have been disposed of.
void shadow_generator_begins(Generator* generator);
void shadow_generator_ends(const Generator* generator);
// Ends the process if an uncounted register of the thread has no reason (uncounted.h). Called at announcements of
// quiescent states.
void check_reasons(Thread& t);

}  // namespace vm
