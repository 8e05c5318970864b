// The observers of watch.h. A filter of bits by the object's address keeps the other objects away from the mutex.
#include "gc/studio/watch.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "gc/base/clock.h"
#include "gc/base/studio/wanted.h"
#include "gc/heap/header.h"
#include "gc/refcount/address_hash.h"
#include "gc/sync/mutex.h"
#include "gc/threads/thread.h"

namespace gc {

namespace {

constexpr size_t kMostSteps = 10'000;

Atomic<u64> g_filter[64] = {};
Mutex g_mutex;

struct Watched : History {
  i64 began = 0;
  std::vector<u32> visitors;  // the other threads that have used the object
  const Object* object = nullptr;

  void add(const char* event, std::string text, u64 n) {
    if (steps.size() == kMostSteps) {
      ++left_out;
      return;
    }
    u32 thread = current_thread() ? current_thread()->id : 0;
    Place place = t_instruction ? g_describe.place(t_instruction) : Place();
    steps.push_back({now_ns() - began, thread, event, std::move(text), n, std::move(place)});
  }
};

// All of them by number - 1, and those whose objects live by address. Under the mutex.
std::vector<Watched*>& histories() {
  static auto* all = new std::vector<Watched*>;
  return *all;
}
std::unordered_map<const Object*, Watched*>& living() {
  static auto* map = new std::unordered_map<const Object*, Watched*>;
  return *map;
}

u64 filter_bit(const Object* object, u32* word) {
  u64 hash = address_hash(object);
  *word = static_cast<u32>(hash >> 58);
  return u64{1} << (hash >> 52 & 63);
}

bool may_be_watched(const Object* object) {
  u32 word;
  u64 bit = filter_bit(object, &word);
  return g_filter[word].load(relaxed) & bit;
}

// The root of the walk that publishes objects at the moment.
constinit thread_local const Object* t_root = nullptr;

std::string text_of(ObjectEvent event, const Object* object) {
  std::string text = kEventInfo[static_cast<u32>(event)].text;
  if (event == ObjectEvent::published && t_root && t_root != object)
    text += ", which began at an object of type " + g_describe.type(t_root);
  return text;
}

// Counts and the like: the first of each kind and thread is a step, the others are added to it.
void add_up(Watched& watched, ObjectEvent event, u64 n, u32 thread) {
  const ObjectEventInfo& info = kEventInfo[static_cast<u32>(event)];
  for (HistoryStep& step : watched.steps) {
    if (step.event == info.name && step.thread == thread) {
      step.count += n;
      return;
    }
  }
  watched.add(info.name, info.text, n);
}

void record(Watched& watched, ObjectEvent event, u64 n) {
  u32 thread = current_thread() ? current_thread()->id : 0;
  ObjectEventGroup group = kEventInfo[static_cast<u32>(event)].group;
  watched.counts[static_cast<u32>(event)] += n;
  bool is_use = group == ObjectEventGroup::counts || group == ObjectEventGroup::uncounted ||
                group == ObjectEventGroup::borrowed || group == ObjectEventGroup::locks;
  bool by_owner = event == ObjectEvent::incref_owner || event == ObjectEvent::decref_owner;
  if (is_use && thread != watched.home &&
      std::find(watched.visitors.begin(), watched.visitors.end(), thread) == watched.visitors.end()) {
    watched.visitors.push_back(thread);
    watched.add("foreign_access", "first use by this thread", 1);
  }
  if (by_owner || event == ObjectEvent::lock_private) return;
  if (is_use || group == ObjectEventGroup::settled) return add_up(watched, event, n, thread);
  watched.add(kEventInfo[static_cast<u32>(event)].name, text_of(event, watched.object), n);
}

void observe_watched(ObjectEvent event, const Object* object, u64 n) {
  if (event == ObjectEvent::publication) t_root = object;
  if (!may_be_watched(object)) return;
  MutexGuard guard(g_mutex);
  auto found = living().find(object);
  if (found == living().end()) return;
  record(*found->second, event, n);
  if (event == ObjectEvent::freed) living().erase(found);
}

// ---- objects that cost much

struct Cost {
  std::string type;
  u64 work;
};
Mutex g_costs_mutex;
std::unordered_map<const Object*, Cost>& costs() {
  static auto* map = new std::unordered_map<const Object*, Cost>;
  return *map;
}

void observe_costs(ObjectEvent event, const Object* object, u64 n) {
  bool ends = event == ObjectEvent::freed;
  if (ends && !object->published()) return;
  MutexGuard guard(g_costs_mutex);
  if (ends) {
    costs().erase(object);
    return;
  }
  auto [at, is_new] = costs().try_emplace(object);
  if (is_new) at->second.type = g_describe.type(object);
  at->second.work += n;
}

}  // namespace

static u32 g_watcher;  // the number of the observer of watched objects, which wants events as soon as there is one

static constexpr u64 costly_events() {
  u64 events = event_bit(ObjectEvent::freed);
  for (u32 i = 0; i < kEventCount; ++i)
    if (auto event = ObjectEvent{static_cast<u8>(i)}; is_atomic_work(event)) events |= event_bit(event);
  return events;
}

void prepare_watching() {
  g_watcher = add_observer_of(0, observe_watched);
  add_observer_of(costly_events(), observe_costs);
}

u32 watch(Thread& thread, const Object* object) {
  std::string type = g_describe.type(object);
  want_events(g_watcher, kAllEvents);
  MutexGuard guard(g_mutex);
  Watched*& watched = living()[object];
  if (watched) return watched->number;
  watched = new Watched;
  histories().push_back(watched);
  u32 owner = object->owner.load(relaxed);
  watched->number = static_cast<u32>(histories().size());
  watched->type = std::move(type);
  watched->home = owner == kNobody || owner == kImmortalOwner ? thread.id : owner;
  watched->object = object;
  watched->began = now_ns();
  watched->add("watched",
               object->published() ? "watched from here on; published before" : "watched from here on; private", 1);
  u32 word;
  u64 bit = filter_bit(object, &word);
  g_filter[word].fetch_or(bit, relaxed);
  return watched->number;
}

std::optional<History> history_of(const Object* object) {
  MutexGuard guard(g_mutex);
  auto found = living().find(object);
  if (found == living().end()) return {};
  return *found->second;
}

std::optional<History> history_numbered(u64 number) {
  MutexGuard guard(g_mutex);
  if (number == 0 || number > histories().size()) return {};
  return *histories()[number - 1];
}

std::vector<CostlyObject> costliest_objects(size_t n) {
  std::vector<CostlyObject> all;
  {
    MutexGuard guard(g_costs_mutex);
    for (auto& [object, cost] : costs()) all.push_back({reinterpret_cast<u64>(object), cost.type, cost.work});
  }
  std::sort(all.begin(), all.end(), [](const CostlyObject& a, const CostlyObject& b) { return a.work > b.work; });
  if (all.size() > n) all.resize(n);
  return all;
}

}  // namespace gc
