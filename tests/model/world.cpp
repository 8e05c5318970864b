#include "tests/model/world.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>

#include "gc/heap/heap.h"
#include "gc/refcount/hooks.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/thread_steps.h"
#include "gc/refcount/transitions.h"
#include "gc/refcount/weakref.h"
#include "gc/sync/lock_reservation.h"
#include "gc/threads/hooks.h"
#include "tests/model/page_supply.h"

namespace gc {
namespace model {
namespace {

struct Participant {
  static void* operator new(size_t bytes) { return place(bytes); }
  static void operator delete(void*) {}
  Thread record;
  bool ended = false;
  Item* held = nullptr;  // the register
  bool borrowed = false;
};
std::vector<std::unique_ptr<Participant>> g_participants;
std::vector<Item*> g_items;
std::vector<void*> g_freed;  // in this run; really freed at its end
constexpr int kFibers = 8;
LockReservations g_reservations[kFibers + 1];
bool g_out_of_memory[kFibers];
int g_ending = -1;  // the fiber on whose behalf the end of the world acts

void trace_item(Object* object, Visitor& visitor) {
  auto* item = static_cast<Item*>(object);
  if (Object* child = item->child) visitor(child);
  if (Object* other = item->other) visitor(other);
}
void dispose_item(Thread& thread, Object* object) {
  auto* item = static_cast<Item*>(object);
  check((item->destroyed += 1) == 1, "an object was destroyed twice");
  check(item->finalized || !lifetime_of(item).finalize, "a finalizer did not run");
  if (item->entry) weakref_remove(thread, item->entry);
  if (Object* child = item->child) decref(thread, child);
  if (Object* other = item->other) decref(thread, other);
}
void finalize_item(Thread& thread, Object* object) {
  auto* item = static_cast<Item*>(object);
  item->finalized = true;
  if (!item->back) return;
  incref(thread, item);
  item->back->store(item, release);
}
const Lifetime kLifetime{trace_item, nullptr, nullptr, dispose_item};
const Lifetime kFinalizableLifetime{trace_item, nullptr, finalize_item, dispose_item};
ShapeBase g_shape{&kLifetime, nullptr}, g_finalizable_shape{&kFinalizableLifetime, nullptr};
constexpr u32 kShape = 1, kFinalizableShape = 2;

Participant& participant_of(const Thread& thread) {
  for (auto& participant : g_participants) {
    if (&participant->record == &thread) return *participant;
  }
  std::abort();
}

void count_register(Thread& thread) {
  Participant& participant = participant_of(thread);
  if (participant.held && participant.borrowed) incref(thread, participant.held);
  participant.borrowed = false;
}

}  // namespace

OutOfMemory::OutOfMemory() { g_out_of_memory[running()] = true; }
OutOfMemory::~OutOfMemory() { g_out_of_memory[running()] = false; }

Witness<int> g_inside;
void occupy() {
  check((g_inside += 1) == 1, "two at once");
  g_inside += -1;
}

Thread& thread(int i) { return g_participants[i]->record; }

void begin_world(int threads) {
  g_shapes[kShape] = &g_shape;
  g_shapes[kFinalizableShape] = &g_finalizable_shape;
  g_counting_hooks.count_borrowed = count_register;
  g_thread_hooks = {kHeapSteps, kCountingSteps, {[](Thread&) {}, [](Thread&) {}}};
  begin_pages();
  g_threads_started.store(true, relaxed);  // as publish_roots() does before a second thread runs
  for (int i = 0; i < threads; ++i) {
    g_participants.push_back(std::make_unique<Participant>());
    register_thread(thread(i));
  }
}

void begin_in_scenario() {
  g_participants.push_back(std::make_unique<Participant>());
  register_thread(g_participants.back()->record);
}

void vanish_others(int i) {
  for (size_t k = 0; k < g_participants.size(); ++k) g_participants[k]->ended |= static_cast<int>(k) != i;
  only_this_one();
}

void end_in_scenario(int i) {
  g_participants[i]->ended = true;
  end_thread(thread(i));
  forbid(&thread(i), sizeof(Thread));
}

void end_world() {
  for (g_ending = kFibers - 1; g_ending >= 0; --g_ending) {
    reservations_thread_end();
    std::construct_at(&g_reservations[g_ending]);
  }
  for (auto& participant : g_participants) {
    if (participant->ended) continue;
    if (!participant->record.attached()) attach(participant->record);
    clear_register(participant->record);
    safepoint(participant->record);
  }
  // The last thread is alone when it announces: nothing retired is left for the next run.
  for (auto& participant : g_participants) {
    if (participant->ended) continue;
    drain_merge_queue(participant->record);
    if (thread_count() == 1) quiesce(participant->record);
    end_thread(participant->record);
  }
  for (Item* item : g_items) check(item->destroyed != 0, "an object was never destroyed");
  end_pages(static_cast<int>(g_participants.size()));
  for (void* memory : g_freed) std::free(memory);
  g_items.clear();
  g_freed.clear();
  g_participants.clear();
}

static Item* make_item_of(Thread& thread, u32 shape) {
  Item* item = new (place(sizeof(Item))) Item;
  init_header(thread, item, shape << kFlagBits | kLarge);
  g_items.push_back(item);
  return item;
}
// Not among g_items: that all pages come back empty says that it has been destroyed.
static Item* make_paged_of(Thread& thread, u32 shape) {
  Item* item = new (allocate_block(thread, sizeof(Item), true)) Item;
  init_header(thread, item, shape << kFlagBits);
  return item;
}

Item* make_item(Thread& thread) { return make_item_of(thread, kShape); }
Item* make_finalizable(Thread& thread) { return make_item_of(thread, kFinalizableShape); }
Item* make_paged(Thread& thread) { return make_paged_of(thread, kShape); }
Item* make_paged_finalizable(Thread& thread) { return make_paged_of(thread, kFinalizableShape); }

Item* make_published(Thread& thread) {
  Item* item = make_item(thread);
  publish(thread, item);
  return item;
}

Item* load_register(Thread& thread, Atomic<Object*>& slot) {
  Participant& participant = participant_of(thread);
  for (;;) {
    auto* item = static_cast<Item*>(slot.load(acquire));
    if (!item) return nullptr;
    participant.borrowed = item->has_flag(kBorrowed);
    if (!participant.borrowed) {
      if (!try_incref_in_slot(thread, item)) continue;
      lend(item);
    }
    return participant.held = item;
  }
}

Item* load_register_weakly(Thread& thread, WeakEntry& entry) {
  Participant& participant = participant_of(thread);
  Object* object = weakref_borrow(&entry);
  participant.borrowed = object != nullptr;
  if (!object) object = weakref_get(thread, &entry);
  return participant.held = static_cast<Item*>(object);
}

Item* use_register(Thread& thread) {
  Item* item = participant_of(thread).held;
  if (item) {
    item->meta.load(relaxed);
    check(item->destroyed == 0, "a borrowed object was destroyed");
  }
  return item;
}

void clear_register(Thread& thread) {
  Participant& participant = participant_of(thread);
  Item* item = participant.held;
  participant.held = nullptr;
  if (item && !participant.borrowed) decref(thread, item);
}

Item* share_register(Thread& thread) {
  Item* item = use_register(thread);
  if (item) incref(thread, item);
  return item;
}

}  // namespace model

void assertion_failed(const char* expression, const char* file, int line) {
  if (!model::expects("an assertion failed")) std::fprintf(stderr, "%s:%d: %s\n", file, line, expression);
  model::violation("an assertion failed");
}
void fatal(const char* message) { model::violation(message); }

LockReservations& own_reservations() {
  int fiber = model::running() >= 0 ? model::running() : model::g_ending;
  return model::g_reservations[fiber >= 0 ? fiber : model::kFibers];
}

void* raw_alloc(size_t bytes) {
  return model::exploring() && model::g_out_of_memory[model::running()] ? nullptr : std::malloc(bytes);
}
void* raw_calloc(size_t bytes) { return std::calloc(1, bytes); }
void* vital_alloc(size_t bytes) { return std::calloc(1, bytes); }
void* vital_alloc_if_any(size_t bytes) { return std::calloc(1, bytes); }
void vital_before_fork() {}
void vital_after_fork() {}
void raw_free(void* memory) {
  if (!model::exploring()) return std::free(memory);
  model::check(std::find(model::g_freed.begin(), model::g_freed.end(), memory) == model::g_freed.end(), "freed twice");
  model::g_freed.push_back(memory);
}
void raw_free(void* memory, size_t) { raw_free(memory); }

// Not in pages: a scenario refuses them.
void* node_alloc(Thread&, size_t bytes) { return raw_alloc(bytes); }
void node_free(Thread&, void* node) { raw_free(node); }

Object* allocate_slow(Thread& thread, size_t bytes, bool traced) {
  return refill(thread, static_cast<u32>((bytes + kGranule - 1) / kGranule), traced);
}
void free_large_block(Thread&, Object* object) { model::forbid(object, sizeof(model::Item)); }
void heap_release_block(Thread& thread, Object* object) {
  object->has_flag(kLarge) ? free_large_block(thread, object) : free_small_block(thread, object);
}

}  // namespace gc
