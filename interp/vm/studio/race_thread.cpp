// A thread's locks, its stacks, and what it hands over.
#include "interp/vm/studio/race_thread.h"

#include <algorithm>

namespace vm {

// ---- locks

u32 HeldLocks::extended(LockSets& sets, u32 set, const HeldLock& by) {
  if (!by.taken.code) return set;
  Extended& known = known_[(by.lock + by.taken.word + set) % kExtended];
  if (known.result && known.set == set && known.by == by) return known.result;
  std::vector<HeldLock> list = sets.get(set);
  list.push_back(by);
  known = {set, sets.number_of(list), by};
  return known.result;
}

void HeldLocks::took(LockSets& sets, const Object* lock, const HeldLock& shown) {
  held_.push_back({lock, shown, extended(sets, set(sets), shown)});
}

void HeldLocks::remove(LockSets& sets, const Object* lock) {
  auto is_it = [=](const Held& held) { return held.lock == lock; };
  auto first = std::find_if(held_.begin(), held_.end(), is_it);
  held_.erase(std::remove_if(first, held_.end(), is_it), held_.end());
  for (; first != held_.end(); ++first)
    first->set = extended(sets, first == held_.begin() ? 0 : first[-1].set, first->shown);
}

void HeldLocks::released_by_another(const Object* lock) {
  gc::MutexGuard guard(mutex_);
  let_go_.push_back(lock);
  let_go_is_filled_.store(true, gc::relaxed);
}

void HeldLocks::settle_slow(LockSets& sets) {
  std::vector<const Object*> let_go;
  {
    gc::MutexGuard guard(mutex_);
    let_go.swap(let_go_);
    let_go_is_filled_.store(false, gc::relaxed);
  }
  for (const Object* lock : let_go) remove(sets, lock);
}

// ---- stacks

bool KnownStacks::Known::is_stack_of(const Thread& t) const {
  u32 i = 0;
  const u64* pc = t.pc;
  for (Value* r = t.frame; r && i < kStackDepth; r = caller_of(r), ++i) {
    if (i == count || steps[i].pc != pc || (steps[i].code && steps[i].code != code_of(r))) return false;
    pc = return_pc(r);
  }
  return i == count;
}

u32 KnownStacks::number(Thread& t, Stacks& stacks) {
  Known& known = known_[reinterpret_cast<u64>(t.pc) / 8 * 0x9e3779b97f4a7c15u >> 58];
  if (known.count && known.is_stack_of(t)) return known.number;
  Site sites[kStackDepth];
  known.count = find_sites(t, sites, kStackDepth);
  known.number = stacks.number_of(std::vector<Site>(sites, sites + known.count));
  Step* step = known.steps;
  const u64* pc = t.pc;
  for (Value* r = t.frame; step != known.steps + known.count; r = caller_of(r)) {
    const Code* code = code_of(r);
    *step++ = {pc, pc > code->words && pc <= code->words + code->word_count ? nullptr : code};
    pc = return_pc(r);
  }
  return known.number;
}

// ---- clocks and places

// Adds what `given` tells to the clock. Under the passage's lock.
static void settle(Passage& passage) {
  u64 given = passage.given.load(gc::relaxed);
  if (given) passage.clock.raise(static_cast<u32>(given >> 32), static_cast<u32>(given));
}

void WatchedThread::take_slow(Passage& passage) {
  ShortGuard guard(passage.lock);
  settle(passage);
  learn(passage.clock);
}

void WatchedThread::give_slow(Passage& passage) {
  ShortGuard guard(passage.lock);
  settle(passage);
  passage.clock.join(clock_);
  passage.given.store(clock_.knows(passage.clock) ? now() : 0, gc::relaxed);
  passage.giver_learned.store(learned_, gc::relaxed);
}

void WatchedThread::find(Found& found, Subjects& subjects, const Object* object, u64 key) {
  Place* place = subjects.place(object, key);
  found = {object, key, place, place ? place->generation.load(gc::relaxed) : 0, 0, 0};
}

void WatchedThread::find(FoundPassage& found, Subjects& subjects, const void* subject) {
  Passage* passage = subjects.passage(subject);
  found = {subject, passage, passage->generation.load(gc::relaxed)};
}

}  // namespace vm
