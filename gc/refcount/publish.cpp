// The walk that publishes a graph of private objects.
//
//   enter(X)   X is private: set kPublished, push X
//   visit(X)   pop X: enter each object that X references, X's class, its weak referent, and holders of weak references
//              to X
#include "gc/refcount/publish.h"

#include "gc/base/trace.h"
#include "gc/heap/budget.h"
#include "gc/heap/heap.h"
#include "gc/heap/vital.h"
#include "gc/refcount/transitions.h"
#include "gc/refcount/walk_stack.h"
#include "gc/refcount/weakref.h"
#include "gc/threads/attach.h"

namespace gc {

namespace {

// Sets kPublished on all private objects that the root reaches. The objects on the stack have the flag already, but
// their references have not been visited. If there is no memory for a larger stack, the walk visits further objects in
// nested walks, on the thread's native stack.
//
// If the root is passed to another thread (transfer.h), so is the subgraph that only it holds: a child whose only
// reference comes from an object that is passed loses its owner.
using DropOwnership = bool(Thread& thread, Object* object);

class PublishWalk : Visitor {
 public:
  PublishWalk(Thread& thread, DropOwnership* drop_ownership)
      : Visitor{visit_child, visit_uncounted_child}, thread_(thread), drop_ownership_(drop_ownership) {}
  PublishWalk(const PublishWalk&) = delete;
  PublishWalk& operator=(const PublishWalk&) = delete;

  void run(Object* root) {
    ASSERT(attached_or_stopped(thread_));
    if (root->published()) return;
    observe(ObjectEvent::publication, root);
    TraceSpan span(TraceKind::publication, &thread_);
    mark(root);
    look_at_all_from({root, drop_ownership_ != nullptr});
    count_published(thread_, traced_);
    span.event().number = static_cast<u64>(traced_);
    if (traced_ < kWorthTracing) span.forget();
  }

 private:
  struct Item {
    Object* object;
    bool transferred;  // the root, or held by nothing but such an object
  };

  static constexpr i64 kWorthTracing = 64;  // objects: smaller structures are published all the time

  void look_at_all_from(Item first) {
    stack_.push(first);
    while (!stack_.empty()) visit_references(stack_.pop());
  }

  static void visit_child(Visitor& self, Object* child) {
    auto& walk = static_cast<PublishWalk&>(self);
    walk.enter(child, walk.transferring_);
  }

  // A suspended generator can hand out the objects in its registers, whether the registers count them or not. An object
  // in a register that does not count it keeps its owner, because somebody else holds it, too.
  static void visit_uncounted_child(Visitor& self, Object* child) {
    static_cast<PublishWalk&>(self).enter(child, false);
  }

  void enter(Object* object, bool from_transferred) {
    if (object->published()) return;
    mark(object);
    Item item{object, from_transferred && drop_ownership_(thread_, object)};
    if (refers_to_nothing_private(object)) return;
    if (!stack_.push(item)) look_at_nested(item);
  }

  static bool refers_to_nothing_private(const Object* object) {
    const ShapeBase* shape = shape_of(object);
    return !shape->lifetime->trace && !shape->lifetime->weak_entry && !object->has_flag(kWeakrefs) &&
           (!shape->type || shape->type->published());
  }

  // The native stack ends in here only if the structure has thousands of levels, each of which fills the stack of a
  // walk, or if the caller has left little of it.
  TINYPY_COLD void look_at_nested(Item item) {
    if (g_counting_hooks.native_stack_ends && g_counting_hooks.native_stack_ends(thread_))
      fatal("out of memory: a deep structure is stored where another thread can find it");
    PublishWalk nested(thread_, drop_ownership_);
    nested.stack_.forbid_growth();
    nested.look_at_all_from(item);
    traced_ += nested.traced_;
  }

  // True also for a large object, of which no map tells.
  static bool is_untraced(const Object* object) { return !side_of(object); }

  // Release: a thread that reads the flag through a reference that it found in another way (the collector, another
  // walk) sees the object's contents. The store that lets other threads find the object is a release, too.
  void mark(Object* object) {
    observe(ObjectEvent::published, object);
    u32 owner = object->owner.load(relaxed);
    if (owner == thread_.id) {
      ASSERT(!object->published());
      object->meta.store(object->meta.load(relaxed) | kPublished, release);
    } else {
      // Several threads may be publishing it at once, because it has no owner, is immortal, or is an old leaf
      // (escape.h); or the world is stopped, and the caller publishes objects of other threads.
      ASSERT(owner == kNobody || owner == kImmortalOwner || world_stopped() || is_untraced(object));
      object->meta.fetch_or(kPublished, release);
    }
  }

  void visit_references(Item item) {
    Object* object = item.object;
    const ShapeBase* shape = shape_of(object);
    if (shape->type) enter(shape->type, false);
    if (shape->lifetime->trace) {
      transferring_ = item.transferred;
      shape->lifetime->trace(object, *this);
      transferring_ = false;
      ++traced_;
    }
    if (shape->lifetime->weak_entry) enter_referent(*shape->lifetime->weak_entry(object));
    if (object->has_flag(kWeakrefs)) enter_weak_holders(object);
  }

  // A published weak reference hands out its referent, so that must be published, too.
  void enter_referent(const WeakEntry& entry) {
    if (Object* referent = entry.referent.load(acquire)) enter(referent, false);
  }

  // The holders of weak references to a published object must be published, because the thread that destroys the object
  // reaches them for their callbacks. Holders are found under the lock of the weak reference table. If the stack has no
  // room for one, it is visited after the lock has been released.
  void enter_weak_holders(Object* referent) {
    do {
      unpushed_holder_ = nullptr;
      weakref_each(thread_, referent, enter_weak_holder, this);
      if (unpushed_holder_) look_at_nested({unpushed_holder_, false});
    } while (unpushed_holder_);
  }

  // True: the stack has no room for the holder.
  static bool enter_weak_holder(WeakEntry* entry, void* self) {
    auto& walk = *static_cast<PublishWalk*>(self);
    Object* holder = entry->holder();
    if (!holder || holder->published()) return false;
    walk.mark(holder);
    if (walk.stack_.push({holder, false})) return false;
    walk.unpushed_holder_ = holder;
    return true;
  }

  Thread& thread_;
  DropOwnership* const drop_ownership_;  // null: nothing is transferred
  // Few, because threads that start and then wait make such a walk: its items would keep pages of each of their stacks.
  WalkStack<Item, 24> stack_;
  bool transferring_ = false;          // the object whose references are being visited is transferred
  Object* unpushed_holder_ = nullptr;  // the holder for which the stack had no room
  i64 traced_ = 0;
};

}  // namespace

TINYPY_COLD void publish_slow(Thread& thread, Object* root) {
  if constexpr (kFreeThreaded) PublishWalk(thread, nullptr).run(root);
}

TINYPY_COLD void publish_transferred(Thread& thread, Object* root, DropOwnership* drop_ownership) {
  if constexpr (kFreeThreaded) PublishWalk(thread, drop_ownership).run(root);
}

}  // namespace gc
