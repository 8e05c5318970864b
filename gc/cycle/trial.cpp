#include "gc/cycle/trial.h"

#include <mimalloc.h>

#include <algorithm>

#include "gc/cycle/mark.h"

namespace gc {

namespace {

constexpr u32 kOnTrial = 1u << 31;
constexpr u32 kRevived = 1u << 30;
constexpr u32 kClass = 1u << 29;
constexpr u32 kRefs = kClass - 1;

void drop_word(Object* object) {
  if (PageSide* side = side_of(object)) {
    side->trial[side->block_index(object)] = 0;
  } else {
    LargeEntry::of(object)->trial = 0;
  }
}

void drop_all_words_at(Object* place) {
  if (PageSide* side = side_of(place)) {
    mi_free(side->trial);
    side->trial = nullptr;
  } else {
    LargeEntry::of(place)->trial = 0;
  }
}

u32 external_count(const Object* object, u32 held) {
  constexpr u32 kSpecial = static_cast<u32>(kDeferred) | static_cast<u32>(kFrozen) | static_cast<u32>(kBorrowed) | static_cast<u32>(kPublished);
  // Private to one thread, as most garbage is.
  if (kRefcount != Refcount::kAtomic && (object->meta.load(relaxed) & kSpecial) == 0 && !object->immortal()) [[likely]] {
    return std::min(object->local.load(relaxed) - held, kRefs);
  }
  if (object->immortal() || object->has_flag(kFrozen)) return kRefs;
  u32 total = total_count(object);
  u32 ours = held + (object->has_flag(kDeferred) ? 1 : 0);
  ASSERT(total >= ours);
  return std::min(total - ours, kRefs);
}

}  // namespace

struct Subtract : Visitor {
  explicit Subtract(const TrialSet& trial_set) : Visitor{&see, nullptr, &see_words}, set(trial_set) {}
  static void see(Visitor& self, Object* child) { static_cast<Subtract&>(self).subtract(child); }
  static void see_words(Visitor& self, const Atomic<u64>* begin, u64 count) {
    for (const Atomic<u64>* at = begin; at < begin + count; ++at) {
      u64 slot = at->load(relaxed);
      if (is_reference(slot)) static_cast<Subtract&>(self).subtract(reinterpret_cast<Object*>(slot));
    }
  }
  TINYPY_INLINE void subtract(const Object* child) const {
    u32* word = set.word_of(child);
    if (!word || (*word & kOnTrial) == 0) return;
    u32 refs = *word & kRefs;
    ASSERT(refs != 0);
    // Saturated counts stay: immortal and frozen objects live anyway.
    if (refs - 1 < kRefs - 1) --*word;
  }
  const TrialSet& set;
};

namespace {

struct Revive : Visitor {
  explicit Revive(TrialSet& trial_set) : Visitor{&see, &see}, set(trial_set) {}
  static void see(Visitor& self, Object* child) { static_cast<Revive&>(self).set.revive(child); }
  TrialSet& set;
};

}  // namespace

u32* TrialSet::word_of(const Object* object) const {
  u64 entry = page_map_get(object);
  if (entry > kUntracedPage) [[likely]] {
    if (!scope_.admits_page_of(object)) return nullptr;
    auto* side = reinterpret_cast<PageSide*>(entry);
    return side->trial ? &side->trial[side->block_index(object)] : nullptr;
  }
  if (entry == kUntracedPage || !scope_.admits(object) || !is_traced_large(object)) return nullptr;
  return &LargeEntry::of(const_cast<Object*>(object))->trial;
}

u32* TrialSet::make_word(Object* object) {
  PageSide* side = side_of(object);
  if (!side) {
    places_.push(object);
    return &LargeEntry::of(object)->trial;
  }
  if (!side->trial) {
    side->trial = static_cast<u32*>(mi_zalloc(Page::of(object)->capacity() * sizeof(u32)));
    if (!side->trial) fatal("out of memory while collecting garbage");
    places_.push(object);
  }
  return &side->trial[side->block_index(object)];
}

void TrialSet::add(Object* object, u32 held) {
  *make_word(object) = kOnTrial | external_count(object, held);
  members_.push(object);
}

bool TrialSet::contains(const Object* object) const {
  const u32* word = word_of(object);
  return word && (*word & kOnTrial) != 0;
}

void TrialSet::revive(Object* object) {
  u32* word = object ? word_of(object) : nullptr;
  if (!word || (*word & (kOnTrial | kRevived)) != kOnTrial) return;
  *word |= kRevived;
  pending_.push(object);
}

void TrialSet::subtract_internal() {
  Subtract subtract(*this);
  constexpr size_t kAhead = 8;
  for (size_t n = 0; n < members_.size(); ++n) {
    if (n + kAhead < members_.size()) __builtin_prefetch(members_[n + kAhead]);
    const Lifetime& lifetime = lifetime_of(members_[n]);
    if (lifetime.trace) lifetime.trace(members_[n], subtract);
  }
}

void TrialSet::propagate() {
  Revive visitor(*this);
  while (Object* object = pending_.pop()) {
    const ShapeBase* shape = shape_of(object);
    revive(shape->type);
    if (shape->lifetime->trace) shape->lifetime->trace(object, visitor);
  }
}

void TrialSet::judge() {
  subtract_internal();
  for (Object* object : members_) {
    if (*word_of(object) & kRefs) revive(object);
  }
  propagate();
}

void TrialSet::drop_revived(ObjectVector* revived) {
  size_t kept = 0;
  for (Object* object : members_) {
    if ((*word_of(object) & kRevived) == 0) {
      members_[kept++] = object;
      continue;
    }
    drop_word(object);
    if (revived) revived->push(object);
  }
  members_.truncate(kept);
}

void TrialSet::flag_classes() {
  for (Object* object : members_) {
    Object* type = shape_of(object)->type;
    u32* word = type && type != object ? word_of(type) : nullptr;
    if (word && (*word & kOnTrial)) *word |= kClass;
  }
}

bool TrialSet::flagged_class(const Object* object) const {
  const u32* word = word_of(object);
  return word && (*word & kClass) != 0;
}

void TrialSet::release() {
  if (released_) return;
  released_ = true;
  for (Object* place : places_) drop_all_words_at(place);
}

}  // namespace gc
