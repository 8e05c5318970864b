// Where the pages of the scenarios come from. Each page is taken once in a run, so that who comes to one that has been
// given back is found.
#pragma once

#include "tests/model/world.h"

namespace gc::model {

// What the running fiber does from now on it does as this thread: of pages that belong to one, it may only change the
// thread's own.
void act_as(Thread& thread);

// A block out of the thread's pages of 63 blocks. Nobody else has it, and the page is the thread's. Acts as the thread.
Object* take_block(Thread& thread);
// Frees it. Nobody has written to it since it was taken. Acts as the thread.
void give_block(Thread& thread, Object* block);
inline constexpr u32 kBlocksToAPage = 63;

// ---- for begin_world() and end_world()

void begin_pages();
// After all threads have ended, of which there have been so many: checks that all pages have come back.
void end_pages(int threads);

}  // namespace gc::model
