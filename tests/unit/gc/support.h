// Objects and threads for the tests of gc/. A Thread record is not tied to an OS thread by the protocols of
// gc/refcount, so most tests play several threads on one: the interleaving is then what the test says it is.
#pragma once

#include <atomic>
#include <thread>

#include "gc/base/sanitizers.h"
#include "gc/heap/heap.h"
#include "gc/refcount/object_lock.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/weakref.h"
#include "gc/threads/attach.h"

namespace gc::test {

struct Node : Object {
  Object* children[2];  // counted
  WeakEntry entry;      // a node may be a weak reference
  Object* touched;      // under the object lock
};

inline std::atomic<int> g_disposed{0};

inline void trace_node(Object* object, Visitor& visitor) {
  for (Object* child : static_cast<Node*>(object)->children) {
    if (child) visitor(child);
  }
}
inline WeakEntry* entry_of_node(Object* object) { return &static_cast<Node*>(object)->entry; }
inline void dispose_node(Thread& thread, Object* object) {
  ++g_disposed;
  for (Object* child : static_cast<Node*>(object)->children) {
    if (child) decref(thread, child);
  }
}

inline const Lifetime kNodeLifetime{trace_node, nullptr, nullptr, dispose_node, entry_of_node};
inline ShapeBase g_node_shape{&kNodeLifetime, nullptr};
inline constexpr u32 kNodeShape = 77;

inline Node* make_node(Thread& thread, Object* first = nullptr, Object* second = nullptr) {
  static const bool registered = (g_shapes[kNodeShape] = &g_node_shape) != nullptr;
  (void)registered;
  Node* node = static_cast<Node*>(allocate_slow(thread, sizeof(Node), true));
  init_header(thread, node, kNodeShape << kFlagBits);
  node->children[0] = first;
  node->children[1] = second;
  new (&node->entry) WeakEntry{};
  node->touched = nullptr;
  return node;
}
inline Node* make_published(Thread& thread) {
  Node* node = make_node(thread);
  publish(thread, node);
  return node;
}

// A registered, attached thread record.
struct Actor {
  Actor() { register_thread(thread); }
  ~Actor() {
    if (!thread.attached()) attach(thread);
    end_thread(thread);
  }
  operator Thread&() { return thread; }
  Thread thread;
};

inline u32 local(const Object* object) { return object->local.load(relaxed); }
inline u32 owner(const Object* object) { return object->owner.load(relaxed); }
inline u32 word(const Object* object) { return object->shared.load(relaxed); }

}  // namespace gc::test
