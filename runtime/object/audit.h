// Audit hooks (PEP 578): functions of the program that are told of events such as opening a file, and may forbid them.
#pragma once

#include "runtime/object/ref.h"

namespace rt {

// True once sys.addaudithook() has added a hook; hooks are never removed. Until then an event costs one test.
inline gc::Atomic<bool> g_has_audit_hooks{false};

// Calls all hooks with the event and its arguments (a tuple of n values). False: a hook has raised an error.
bool call_audit_hooks_py(Thread& t, const char* event, const Value* values, u64 n);
bool call_audit_hooks_py(Thread& t, Value event, Value args);

// Reports an event, before its work begins. An empty value is reported as None. False: an error is pending, and the
// caller must not do the work.
template <class... V>
TINYPY_INLINE bool audit_py(Thread& t, const char* event, V... values) {
  if (!g_has_audit_hooks.load(gc::relaxed)) [[likely]]
    return true;
  if constexpr (sizeof...(V) == 0) {
    return call_audit_hooks_py(t, event, nullptr, 0);
  } else {
    const Value list[] = {Value(values)...};
    return call_audit_hooks_py(t, event, list, sizeof...(V));
  }
}

// sys.addaudithook(). The hooks so far are asked first: if one raises an Exception, the new one is not added, silently.
bool add_audit_hook_py(Thread& t, Value hook);

}  // namespace rt
