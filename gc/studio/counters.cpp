// The tables of counters.h. Only its thread writes a table, without locking. The mutex of the table is taken by its
// thread to add a row, and by others to read the rows. So readers see whole rows, and counts that may be a moment old.
#include "gc/studio/counters.h"

#include <pthread.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gc/heap/header.h"
#include "gc/sync/mutex.h"
#include "gc/threads/thread.h"

namespace gc {

Describe g_describe;

namespace {

Atomic<bool> g_by_place{false};  // written while one thread runs; its readers need no order

struct Row {
  Atomic<u64> counts[kEventCount] = {};

  void count(ObjectEvent event, u64 n) { add_unshared(counts[static_cast<u32>(event)], n); }
  void add_to(EventCounts& sum) const {
    for (u32 i = 0; i < kEventCount; ++i) sum[i] += counts[i].load(relaxed);
  }
  void clear() {
    for (Atomic<u64>& count : counts) count.store(0, relaxed);
  }
};

// Lives while a place or a type is described, which counts nothing itself.
constinit thread_local bool t_describes = false;
struct Describing {
  Describing() { t_describes = true; }
  ~Describing() { t_describes = false; }
};

class EventTable;
Mutex g_tables_mutex;
EventTable* g_tables = nullptr;  // under the mutex
Counted& ended() {               // the counts of ended threads; under the mutex
  static auto* counted = new Counted;
  return *counted;
}

class EventTable {
 public:
  explicit EventTable(u32 thread) : thread_(thread) {
    MutexGuard guard(g_tables_mutex);
    next_ = g_tables;
    g_tables = this;
  }

  // An event belongs to one place or to the sums, and to one type if it has an object: add_to() adds all up.
  void count(ObjectEvent event, const Object* object, u64 n) {
    if (!g_by_place.load(relaxed)) return sums_.count(event, n);
    if (u64 now = g_meanings.load(relaxed); now != meanings_) [[unlikely]]
      look_up_anew(now);
    row_at(t_instruction).count(event, n);
    if (t_in_extension) extensions_.count(event, n);
    if (object) row_of(object).count(event, n);
  }

  void add_to(Counted& sum) {
    MutexGuard guard(mutex_);
    EventCounts all{};
    sums_.add_to(all);
    for (auto& [place, row] : places_) {
      row.add_to(all);
      row.add_to(sum.places[place]);
    }
    for (u32 i = 0; i < kEventCount; ++i) sum.all[i] += all[i], sum.threads[thread_][i] += all[i];
    for (auto& [type, row] : types_) row.add_to(sum.types[type]);
    extensions_.add_to(sum.extensions);
  }

  // Of a thread that has counted sums only, and does not count at this moment.
  void clear() { sums_.clear(); }

  EventTable* next() const { return next_; }
  void set_next(EventTable* next) { next_ = next; }

 private:
  // The rows of instructions that were executed lately, each at a place that its address chooses: most events find
  // their row here, without at_pc_.
  static constexpr size_t kRecent = 1024;
  struct Recent {
    const u64* pc = nullptr;
    Row* row = nullptr;
  };

  Row& row_at(const u64* pc) {
    Recent& recent = recent_[(reinterpret_cast<u64>(pc) / sizeof *pc) % kRecent];
    if (pc == recent.pc && recent.row) [[likely]]
      return *recent.row;
    return find_row_at(pc, recent);
  }

  Row& row_of(const Object* object) {
    u32 shape = object->meta.load(relaxed) >> kFlagBits;
    if (shape < of_shape_.size() && of_shape_[shape]) [[likely]]
      return *of_shape_[shape];
    return find_row_of(object);
  }

  TINYPY_COLD Row& find_row_at(const u64* pc, Recent& recent) {
    Describing describing;
    Row*& row = at_pc_[pc];
    if (!row) row = &row_in(places_, pc ? g_describe.place(pc) : Place());
    recent = {pc, row};
    return *row;
  }

  TINYPY_COLD Row& find_row_of(const Object* object) {
    Describing describing;
    u32 shape = object->meta.load(acquire) >> kFlagBits;
    if (shape >= of_shape_.size()) of_shape_.resize(shape + 64);
    Row*& row = of_shape_[shape];
    if (!row) row = &row_in(types_, g_describe.type(object));
    return *row;
  }

  template <class Key>
  Row& row_in(std::map<Key, Row>& rows, const Key& key) {
    MutexGuard guard(mutex_);
    return rows[key];
  }

  TINYPY_COLD void look_up_anew(u64 now) {
    at_pc_.clear();
    of_shape_.clear();
    std::fill(std::begin(recent_), std::end(recent_), Recent{});
    meanings_ = now;
  }

  const u32 thread_;
  EventTable* next_ = nullptr;  // under g_tables_mutex
  Mutex mutex_;                 // of places_ and types_, not of the counts in their rows
  std::map<Place, Row> places_;
  std::map<std::string, Row> types_;
  Row sums_;        // of what is counted without its place
  Row extensions_;  // a part of what is counted by place
  // Of the thread alone.
  std::unordered_map<const u64*, Row*> at_pc_;
  std::vector<Row*> of_shape_;
  u64 meanings_ = 0;
  Recent recent_[kRecent];
};

constinit thread_local EventTable* t_table = nullptr;
constinit thread_local bool t_had_table = false;

// Moves the table of an ending thread to the totals. Its destructor is the last that the thread runs: events of other
// destructors are counted in a new table, which stays in the list.
struct ThreadEnd {
  ~ThreadEnd() {
    EventTable* table = std::exchange(t_table, nullptr);
    MutexGuard guard(g_tables_mutex);
    EventTable* before = nullptr;
    for (EventTable* t = g_tables; t != table; t = t->next()) before = t;
    if (before) before->set_next(table->next());
    else g_tables = table->next();
    table->add_to(ended());
    delete table;
  }
};

TINYPY_COLD EventTable* new_table() {
  t_table = new EventTable(current_thread() ? current_thread()->id : 0);
  if (!std::exchange(t_had_table, true)) {
    static thread_local ThreadEnd end;
    (void)end;
  }
  return t_table;
}

void count(ObjectEvent event, const Object* object, u64 n) {
  if (t_describes) return;
  EventTable* table = t_table;
  if (!table) [[unlikely]]
    table = new_table();
  table->count(event, object, n);
}

}  // namespace

// The world was stopped when the process forked, but a thread that ended may have held the mutex of the tables. The
// tables of the other threads are left alone.
static void count_after_fork_child() {
  g_tables_mutex.reset_after_fork();
  g_tables = nullptr;
  ended() = Counted();
  t_table = nullptr;
}

static bool g_counts = false;

void start_counting() {
  g_counts = true;
  add_observer(count);
  pthread_atfork(nullptr, nullptr, count_after_fork_child);
}

bool counts_events() { return g_counts; }

// The caller holds g_tables_mutex.
static Counted counted_in_tables() {
  Counted sum = ended();
  for (EventTable* table = g_tables; table; table = table->next()) table->add_to(sum);
  return sum;
}

EventCounts count_places() {
  MutexGuard guard(g_tables_mutex);
  EventCounts sums = counted_in_tables().all;
  ended() = Counted();
  for (EventTable* table = g_tables; table; table = table->next()) table->clear();
  g_by_place.store(true, relaxed);
  return sums;
}

void count_sums() { g_by_place.store(false, relaxed); }

Counted counted_so_far() {
  MutexGuard guard(g_tables_mutex);
  return counted_in_tables();
}

}  // namespace gc
