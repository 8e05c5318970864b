// Weak references and proxies. The collector's side table (gc/refcount/weakref.h) maps each referent to its weak
// references.
#pragma once

#include "gc/refcount/weakref.h"
#include "runtime/object/ops.h"

namespace rt {

// The layout of weak references and of both kinds of proxies.
struct WeakRef : Object {
  gc::WeakEntry entry;
  Slot callback;         // empty: none, or it has been called
  gc::Atomic<i64> hash;  // the referent's hash, or kNoHash: not computed yet

  static constexpr i64 kNoHash = -1;  // no object has this hash
};

inline bool is_weakref(Value v) { return has_layout(v, TypeId::kWeakRef); }
inline bool is_weak_proxy(Value v) {
  return is_exact(v, TypeId::kWeakProxy) || is_exact(v, TypeId::kWeakCallableProxy);
}

// A plain weak reference; callback may be empty or None. TypeError if the object cannot be referenced weakly.
Ref make_weakref(Thread& t, Value object, Value callback = Value());
Ref make_weak_proxy(Thread& t, Value object, Value callback);
// The referent of a reference or proxy; None: it is dead. Never empty.
Ref weakref_referent(Thread& t, Value ref);
bool weakref_is_dead(Value ref);
// A list of all live references and proxies to the object.
Ref weakref_list(Thread& t, Value object);

// Installs the function by which the collector runs callbacks. Called by module _weakref, since all callbacks are made
// through it.
void init_weakrefs();

// For weakref.cpp and weakproxy.cpp: a reference of the exact built-in type `id`. An existing one without callback is
// reused.
Ref make_weak(Thread& t, TypeId id, Value object, Value callback);
namespace weak {
void trace(Object* object, gc::Visitor& visitor);
void clear(gc::Thread& t, Object* object);
void dispose(gc::Thread& t, Object* object);
gc::WeakEntry* entry_of(Object* object);
}  // namespace weak
inline constexpr gc::Lifetime kWeakRefLifetime = {weak::trace, weak::clear, nullptr, weak::dispose, weak::entry_of};

}  // namespace rt
