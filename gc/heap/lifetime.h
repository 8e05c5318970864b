// The tables through which gc/ handles an object without knowing its type: header -> shape -> operations of the class.
//
//    meta of the header, upper bits --> g_shapes[id] --> ShapeBase { lifetime, type } --> Lifetime { trace, dispose, ... }
#pragma once

#include "gc/heap/header.h"

namespace gc {

struct WeakEntry;

// True if the word of a slot (the runtime's Value) is a counted reference.
constexpr bool is_reference(u64 word) { return (word & 15) == 0 && word != 0; }

// Receives the references that an object holds, from Lifetime::trace.
struct Visitor {
  // Called once for each counted reference; never null. `child` is borrowed.
  void (*visit)(Visitor& self, Object* child);
  // For references that are not counted but keep the child alive (deferred objects in a suspended generator's
  // registers). Null where only counts matter.
  void (*visit_uncounted)(Visitor& self, Object* child) = nullptr;
  // For slots side by side, in the object or in its storage. The visitor may put off reading them, as long as nobody
  // changes the heap. Null: `visit` sees each reference among them.
  void (*visit_words)(Visitor& self, const Atomic<u64>* words, u64 count) = nullptr;
  // For references that another object counts, but that this one alone keeps alive. Only collections ask for them.
  void (*visit_kept)(Visitor& self, Object* child) = nullptr;
  void operator()(Object* child) { visit(*this, child); }
  void words(const Atomic<u64>* begin, u64 count) {
    if (visit_words) return visit_words(*this, begin, count);
    for (const Atomic<u64>* at = begin; at < begin + count; ++at) {
      u64 word = at->load(relaxed);
      if (is_reference(word)) visit(*this, reinterpret_cast<Object*>(word));
    }
  }
  void uncounted(Object* child) {
    if (visit_uncounted) visit_uncounted(*this, child);
  }
};

// The operations by which gc/ handles the objects of a type. Every rt::Type embeds a Lifetime.
struct Lifetime {
  // Visits every counted reference the object holds (borrowed; no allocation, no safepoint, no Python code). Null:
  // holds none.
  void (*trace)(Object* object, Visitor& visitor) = nullptr;
  // Drops the references that may be part of a cycle; the object stays valid. May run Python code through decref().
  // Null: the objects hold no such references.
  void (*clear)(Thread& thread, Object* object) = nullptr;
  // Runs the finalizer that Python code can observe (`__del__`, a generator's close). Runs Python code. Null: none.
  void (*finalize)(Thread& thread, Object* object) = nullptr;
  // Drops all references that the object holds, and frees its side storage; the caller frees the block. May run Python
  // code through decref(). Null: the objects hold neither.
  void (*dispose)(Thread& thread, Object* object) = nullptr;
  // The object's entry in the table of weak references (refcount/weakref.h). Null: the objects are no weak references.
  WeakEntry* (*weak_entry)(Object* object) = nullptr;
  // True if finalize() would do nothing with this dying object, as with a generator that has ended. Null: it may do
  // something.
  bool (*is_spent)(const Object* object) = nullptr;
};

// First member of every rt::Shape: all that gc/ may read through a shape id.
struct ShapeBase {
  const Lifetime* lifetime;
  Object* type;  // the class; not counted: an edge that the collector marks through
};

// Indexed by shape id; reserved once (128 MiB of address space), pages are touched as shapes appear. Entry 0 is null.
extern ShapeBase** const g_shapes __asm__("tinypy_shapes");
// The shape and the lifetime operations of an object, which must not be free memory. Any thread.
inline ShapeBase* shape_of(const Object* object) { return g_shapes[object->shape_id()]; }
inline const Lifetime& lifetime_of(const Object* object) { return *shape_of(object)->lifetime; }

}  // namespace gc
