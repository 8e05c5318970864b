// The five lines of plain_trial.h, one function for each.
#include "gc/cycle/plain_trial.h"

#include <mimalloc.h>

#include <algorithm>

#include "gc/base/allocator.h"
#include "gc/heap/heap.h"
#include "gc/refcount/refcount.h"

namespace gc {

u32 external_count(const Object* object, u32 ours) {
  if (object->immortal() || object->has_flag(kFrozen)) return kHeldForEver;
  ASSERT(kRefcount == Refcount::kPlain ||
         static_cast<i32>(object->local.load(relaxed)) + shared_count(object->shared.load(relaxed)) >= 0);
  u32 total = total_count(object);
  if (object->has_flag(kDeferred)) ++ours;
  ASSERT(total >= ours);
  return total - ours;
}

struct PlainTrial::Subtract : Visitor {
  explicit Subtract(PlainTrial& of) : Visitor{&see, nullptr, nullptr, &see}, trial(of) {}
  static void see(Visitor& self, Object* child) {
    if (i64* left = static_cast<Subtract&>(self).trial.held(child)) --*left;
  }
  PlainTrial& trial;
};

struct PlainTrial::Revive : Visitor {
  explicit Revive(PlainTrial& of) : Visitor{&see, &see, nullptr, &see}, trial(of) {}
  static void see(Visitor& self, Object* child) { static_cast<Revive&>(self).trial.revive(child); }
  PlainTrial& trial;
};

PlainTrial::~PlainTrial() { mi_free(held_); }

i64* PlainTrial::held(const Object* object) {
  auto* found = std::lower_bound(objects_.begin(), objects_.end(), object);
  return found != objects_.end() && *found == object ? &held_[found - objects_.begin()] : nullptr;
}

void PlainTrial::list_objects() {
  auto add = [](Object* block, void* self) {
    auto* trial = static_cast<PlainTrial*>(self);
    if (block_is_live(block)) trial->objects_.push(block);
    else trial->classes_of_dead_.push(shape_of(block)->type);
  };
  for_each_traced_block(add, this);
  std::sort(objects_.begin(), objects_.end());
  held_ = static_cast<i64*>(mimalloc(Memory::kRaw, (objects_.size() + 1) * sizeof(i64)));
  lost_ = !held_;
}

void PlainTrial::count_objects() {
  for (size_t n = 0; n < objects_.size(); ++n) held_[n] = external_count(objects_[n], 0);
}

void PlainTrial::subtract_internal() {
  Subtract subtract(*this);
  for (Object* object : objects_) {
    if (auto trace = lifetime_of(object).trace) trace(object, subtract);
  }
}

void PlainTrial::revive(Object* object) {
  i64* left = held(object);
  if (!left || *left == kAlive) return;
  *left = kAlive;
  pending_.push(object);
}

void PlainTrial::revive_held() {
  for (size_t n = 0; n < objects_.size(); ++n) {
    if (held_[n] != 0) revive(objects_[n]);
  }
}

void PlainTrial::propagate() {
  Revive visitor(*this);
  while (!pending_.empty()) {
    Object* object = pending_.pop();
    revive(shape_of(object)->type);
    if (auto trace = lifetime_of(object).trace) trace(object, visitor);
  }
}

void PlainTrial::judge(void (*trace_roots)(Visitor& visitor)) {
  ASSERT(!held_ && objects_.empty());
  list_objects();
  if (!is_complete()) return;
  count_objects();
  subtract_internal();
  Revive roots(*this);
  trace_roots(roots);
  for (Object* type : classes_of_dead_) revive(type);
  revive_held();
  propagate();
}

}  // namespace gc
