// refscope: an object's header, decoded. Positions of fields and bits follow from the struct and the constants of
// gc/refcount/header.h.
#include <bit>
#include <cstddef>

#include "gc/refcount/deferred_counts.h"
#include "gc/threads/registry.h"
#include "runtime/library/core/refscope.h"

namespace rt {

HeaderCopy copy_header(const Thread& t, Value x) {
  const Object* object = x.object();
  HeaderCopy copy = {object->owner.load(gc::relaxed), object->local.load(gc::relaxed), object->shared.load(gc::relaxed),
                     object->meta.load(gc::relaxed), object->immortal()};
  // An argument in a register that does not count it holds no reference. Another thread's deferred object is counted
  // in a table of this thread. A count at its limit stays there.
  bool counts = x.is_counted() && copy.shared != gc::kDead && !gc::is_saturated(copy.shared);
  if (copy.immortal || !counts) return copy;
  bool counts_here = gc::kRefcount == gc::Refcount::kPlain || copy.owner == t.id;
  if (counts_here) --copy.local;
  else if (!gc::is_counted_later(object)) copy.shared -= gc::kSharedOne;
  return copy;
}

const char* state_name(gc::SharedState state) {
  constexpr const char* kNames[] = {"biased", "queued", "merged", "waiting"};
  return kNames[state];
}

namespace {

bool has_ended(u32 thread_id) { return !gc::PinnedThread(thread_id).record(); }

u32 lowest_bit(u32 mask) { return static_cast<u32>(std::countr_zero(mask)); }

constexpr struct {
  gc::Flag flag;
  const char* name;
  const char* meaning;
} kFlagNames[] = {
    {gc::kBorrowed, "lent", "registers may hold it without a count"},
    {gc::kLarge, "large", "a block of its own, in no page"},
    {gc::kFrozen, "frozen", "gc.freeze(): collections treat it as alive"},
    {gc::kWeakrefs, "weakrefs", "the table of weak references has entries"},
    {gc::kFinalized, "finalized", "its finalizer has run"},
    {gc::kDeferred, "deferred", "registers do not count it"},
    {gc::kPublished, "published", "other threads can reach it"},
    {gc::kParked, "parked", "threads wait for its lock"},
    {gc::kLocked, "locked", "its lock is held, or reserved"},
};

HeaderWord word_at(const char* name, size_t offset, u32 value) {
  return {name, static_cast<u32>(offset), sizeof(u32), value, "", {}};
}

std::string local_in_words(const HeaderCopy& header) {
  if (header.immortal) return "not used: an immortal object is never counted";
  const char* whose = gc::kRefcount == gc::Refcount::kPlain ? "the count" : "the owner's count";
  return std::string(whose) + ": " + std::to_string(header.local);
}

std::string mark_in_words(const HeaderCopy& header) {
  if (!header.marked()) return "";
  return header.state() == gc::kWaiting ? "dropped again: one more grace period" : "lent: its end waits";
}

std::vector<HeaderBits> bits_of_shared(const HeaderCopy& header) {
  u32 count_at = lowest_bit(gc::kSharedOne), mark_at = lowest_bit(gc::kLent);
  const char* whose =
      header.state() == gc::kBiased || header.state() == gc::kQueued ? "of all other threads" : "of all threads";
  const char* state = header.shared == gc::kDead ? "dead" : state_name(header.state());
  return {{31, count_at, "count", gc::shared_count(header.shared), whose},
          {mark_at, mark_at, "mark", header.marked(), mark_in_words(header)},
          {mark_at - 1, 0, "state", header.state(), state}};
}

std::vector<HeaderBits> bits_of_meta(const HeaderCopy& header, const char* class_name) {
  std::vector<HeaderBits> bits = {{31, gc::kFlagBits, "shape", header.meta >> gc::kFlagBits, class_name}};
  for (const auto& row : kFlagNames) {
    u32 at = lowest_bit(row.flag);
    bits.push_back({at, at, row.name, header.has(row.flag), header.has(row.flag) ? row.meaning : ""});
  }
  return bits;
}

}  // namespace

std::string owner_in_words(const Thread& t, const HeaderCopy& header) {
  if (header.immortal && gc::kFreeThreaded) return "nobody: immortal";
  if (header.owner == gc::kNobody) return "nobody";
  std::string name = "thread " + std::to_string(header.owner);
  if (header.owner == t.id) return name + " (this one)";
  return has_ended(header.owner) ? name + " (which has ended)" : name;
}

std::vector<HeaderWord> words_of_header(const Thread& t, Value x) {
  HeaderCopy header = copy_header(t, x);
  HeaderWord owner = word_at("owner", offsetof(Object, owner), header.owner);
  HeaderWord local = word_at("local", offsetof(Object, local), header.local);
  HeaderWord shared = word_at("shared", offsetof(Object, shared), header.shared);
  HeaderWord meta = word_at("meta", offsetof(Object, meta), header.meta);
  static_assert(sizeof(Object) == 4 * sizeof(u32), "the diagram must show every word of the header");
  owner.meaning = owner_in_words(t, header);
  local.meaning = local_in_words(header);
  shared.bits = bits_of_shared(header);
  meta.bits = bits_of_meta(header, type_name(x));
  return {owner, local, shared, meta};
}

}  // namespace rt
