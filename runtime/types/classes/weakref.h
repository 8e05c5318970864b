// Weak references and proxies. Who refers to what stands in the collector's side table (gc/refcount/weakref.h).
#pragma once

#include "gc/refcount/weakref.h"
#include "runtime/object/ops.h"

namespace rt {

// Also the layout of both kinds of proxy.
struct WeakRef : Object {
  gc::WeakEntry entry;
  Slot callback;         // empty: none, or it has been called
  gc::Atomic<i64> hash;  // the referent's, or kNoHash: not asked for yet

  static constexpr i64 kNoHash = -1;  // no object has this hash
};

inline bool is_weakref(Value v) { return has_layout(v, TypeId::kWeakRef); }
inline bool is_weak_proxy(Value v) {
  return is_exact(v, TypeId::kWeakProxy) || is_exact(v, TypeId::kWeakCallableProxy);
}

// A plain weak reference; callback may be empty or None. TypeError if the object cannot be referenced weakly.
Ref make_weakref(Thread& t, Value object, Value callback = Value());
Ref make_weak_proxy(Thread& t, Value object, Value callback);
// The referent, or None once it is dead. For references and proxies.
Ref weakref_referent(Thread& t, Value ref);
bool weakref_is_dead(Value ref);
// All live references and proxies to the object: list.
Ref weakref_list(Thread& t, Value object);

// Installs what the collector calls for callbacks. The module _weakref does it, through which all callbacks come into
// being.
void init_weakrefs();

// Shared by weakref.cpp and weakproxy.cpp: a reference of the exact built-in type `id` (reused if there is one without
// callback).
Ref make_weak(Thread& t, TypeId id, Value object, Value callback);
namespace weak {
void trace(Object* object, gc::Visitor& visitor);
void clear(gc::Thread& t, Object* object);
void dispose(gc::Thread& t, Object* object);
void trace_weak(Object* object, gc::Visitor& visitor);
}  // namespace weak
inline constexpr gc::Lifetime kWeakRefLifetime = {weak::trace, weak::clear, nullptr, weak::dispose, weak::trace_weak};

}  // namespace rt
