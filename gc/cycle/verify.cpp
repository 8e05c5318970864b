// The verifier: one walk counts all references to each object (held_), and checks each of them; then the sums are
// compared with the counts.
#include "gc/cycle/verify.h"

#include <cstdio>
#include <unordered_map>

#include "gc/cycle/collector.h"
#include "gc/heap/large.h"
#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/held_counts.h"
#include "gc/threads/attach.h"

namespace gc {

namespace {

bool has_known_shape(const Object* object) {
  u32 id = object->shape_id();
  return id != kFreeShape && g_shapes[id] && g_shapes[id]->lifetime;
}

// Visits the references in a thread's registers, counted or not.
struct RegisterCheck : Visitor {
  explicit RegisterCheck(const Thread& thread) : Visitor{&see, &see}, id(thread.id) {}
  static void see(Visitor& self, Object* value) {
    auto& check = static_cast<RegisterCheck&>(self);
    bool right = value->published() || value->immortal() || value->owner.load(relaxed) == check.id;
    if (!right) check.wrong = value;
  }
  u32 id;
  const Object* wrong = nullptr;
};

// Visits references, and finds out whether an uncounted one leads to an object in the set.
struct UncountedCheck : Visitor {
  explicit UncountedCheck(const TrialSet& on_trial)
      : Visitor{[](Visitor&, Object*) {}, &see_uncounted}, set(on_trial) {}
  static void see_uncounted(Visitor& self, Object* child) {
    auto& check = static_cast<UncountedCheck&>(self);
    check.found = check.found || check.set.contains(child);
  }
  const TrialSet& set;
  bool found = false;
};

class Verifier : public Visitor {
 public:
  Verifier() : Visitor{&see, &see_uncounted} {}

  HeapReport run() {
    for_each_traced([](Object* object, void* self) { static_cast<Verifier*>(self)->check_object(object); }, this);
    if (kRefcount == Refcount::kBiased && g_runtime_hooks.trace_thread) {
      for_each_thread([](Thread& thread, void* self) { static_cast<Verifier*>(self)->check_registers(thread); }, this);
    }
    for (auto& [object, times] : held_) {
      if (!object->immortal() && times > total_count(object)) fault("held more often than counted", nullptr, object);
    }
    return report_;
  }

 private:
  static void see(Visitor& self, Object* child) { static_cast<Verifier&>(self).check_reference(child); }
  static void see_uncounted(Visitor& self, Object* child) { static_cast<Verifier&>(self).check_uncounted(child); }

  void fault(const char* what, const Object* holder, const Object* child) {
    if (!report_.fault.what) report_.fault = {what, holder, child};
  }

  void check_registers(Thread& thread) {
    RegisterCheck check(thread);
    g_runtime_hooks.trace_thread(thread, check);
    if (check.wrong) fault("a register holds another thread's private object", nullptr, check.wrong);
  }

  void check_object(Object* object) {
    ++report_.objects;
    if (!has_known_shape(object)) return fault("object of unknown shape", object, nullptr);
    holder_ = object;
    if (auto trace = lifetime_of(object).trace) trace(object, *this);
  }

  void check_reference(const Object* child) {
    ++report_.references;
    if (const char* what = what_is_wrong_with(child)) return fault(what, holder_, child);
    ++held_[child];
  }

  // An uncounted reference: the child must be alive, and published if its holder is; no count belongs to the reference.
  void check_uncounted(const Object* child) {
    if (const char* what = what_is_wrong_with(child)) fault(what, holder_, child);
  }

  const char* what_is_wrong_with(const Object* child) {
    if (reinterpret_cast<uintptr_t>(child) % alignof(Object) != 0) return "reference is not aligned";
    bool in_page = page_map_get(child) != kNoPage;
    if (in_page && !Page::of(child)->is_block(child)) return "reference into the middle of a block";
    if (!in_page && !child->has_flag(kLarge) && !child->immortal()) return "reference to no block and nothing static";
    if (!block_is_live(child)) return "reference to a dead object";
    if (!has_known_shape(child)) return "reference to an object of unknown shape";
    return kFreeThreaded && !child->immortal() ? wrong_thread(child) : nullptr;
  }

  const char* wrong_thread(const Object* child) {
    if (child->published()) return nullptr;
    if (holder_->published()) return "a published object holds a private one";
    if (holder_->owner.load(relaxed) != child->owner.load(relaxed)) return "a private object holds another thread's";
    return nullptr;
  }

  HeapReport report_{};
  const Object* holder_ = nullptr;
  std::unordered_map<const Object*, u64> held_;
};

}  // namespace

bool is_counted_by_threads(const TrialSet& set) {
  ASSERT(world_stopped());
  UncountedCheck check(set);
  if (!g_runtime_hooks.trace_thread) return true;
  for_each_thread(
      [](Thread& thread, void* self) { g_runtime_hooks.trace_thread(thread, *static_cast<UncountedCheck*>(self)); },
      &check);
  return !check.found;
}

bool is_counted_by_heap(const TrialSet& set) {
  UncountedCheck check(set);
  for_each_traced(
      [](Object* object, void* self) {
        auto& visitor = *static_cast<UncountedCheck*>(self);
        auto trace = lifetime_of(object).trace;
        if (trace && !visitor.set.contains(object)) trace(object, visitor);
      },
      &check);
  return !check.found;
}

HeapReport verify_heap(Thread& thread) {
  StopTheWorld pause(thread, "heap verifier");
  auto settle = [](Thread& each, void*) {
    settle_deferred_counts(each);
    settle_held_counts(each);
  };
  for_each_thread(settle, nullptr);
  return Verifier().run();
}

void verify_heap_or_die(Thread& thread) {
  HeapFault fault = verify_heap(thread).fault;
  if (!fault.what) return;
  std::fprintf(stderr, "holder %p, child %p\n", static_cast<const void*>(fault.holder),
               static_cast<const void*>(fault.child));
  fatal(fault.what);
}

}  // namespace gc
