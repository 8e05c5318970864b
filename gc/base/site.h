// A place in Python source, for observers: the trace and the report of deadlocks.
#pragma once

#include "gc/base/bits.h"

namespace gc {

struct Thread;

// Sites are interned and never freed: a pointer is valid for ever, and equal sites have equal pointers. The texts are
// UTF-8, or WTF-8 where a name has lone surrogates.
struct Site {
  const char* file;
  const char* function;
  i32 line;
};

// Installed by the interpreter: where a thread is. Null: it runs no Python code. By the thread itself, after it has
// saved its frame, or with the world stopped. Runs no Python code, reaches no safepoint.
inline const Site* (*g_site_of)(const Thread& thread) = nullptr;
inline const Site* site_of(const Thread& thread) { return g_site_of ? g_site_of(thread) : nullptr; }

}  // namespace gc
