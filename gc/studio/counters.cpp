// The tables of counters.h. Only its thread writes a table, without locking. The mutex of the table is taken by its
// thread to add a row, and by others to read the rows. So readers see whole rows, and counts that may be a moment old.
#include "gc/studio/counters.h"

#include <pthread.h>

#include <unordered_map>
#include <utility>
#include <vector>

#include "gc/heap/header.h"
#include "gc/sync/mutex.h"
#include "gc/threads/thread.h"

namespace gc {

Describe g_describe;

namespace {

struct Row {
  Atomic<u64> counts[kEventCount] = {};

  void count(ObjectEvent event, u64 n) { add_unshared(counts[static_cast<u32>(event)], n); }
  void add_to(EventCounts& sum) const {
    for (u32 i = 0; i < kEventCount; ++i) sum[i] += counts[i].load(relaxed);
  }
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

  void count(ObjectEvent event, const Object* object, u64 n) {
    if (u64 now = g_meanings.load(relaxed); now != meanings_) [[unlikely]]
      look_up_anew(now);
    all_.count(event, n);
    row_at(t_instruction).count(event, n);
    if (object) row_of(object).count(event, n);
  }

  void add_to(Counted& sum) {
    MutexGuard guard(mutex_);
    all_.add_to(sum.all);
    all_.add_to(sum.threads[thread_]);
    for (auto& [place, row] : places_) row.add_to(sum.places[place]);
    for (auto& [type, row] : types_) row.add_to(sum.types[type]);
  }

  EventTable* next() const { return next_; }
  void set_next(EventTable* next) { next_ = next; }

 private:
  Row& row_at(const u64* pc) {
    if (pc == last_pc_ && last_row_) [[likely]]
      return *last_row_;
    Row*& row = at_pc_[pc];
    if (!row) row = &row_in(places_, pc ? g_describe.place(pc) : Place());
    last_pc_ = pc;
    last_row_ = row;
    return *row;
  }

  Row& row_of(const Object* object) {
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
    last_row_ = nullptr;
    meanings_ = now;
  }

  const u32 thread_;
  EventTable* next_ = nullptr;  // under g_tables_mutex
  Mutex mutex_;                 // of places_ and types_, not of the counts in their rows
  std::map<Place, Row> places_;
  std::map<std::string, Row> types_;
  Row all_;
  // Of the thread alone.
  std::unordered_map<const u64*, Row*> at_pc_;
  std::vector<Row*> of_shape_;
  u64 meanings_ = 0;
  const u64* last_pc_ = nullptr;
  Row* last_row_ = nullptr;
};

constinit thread_local EventTable* t_table = nullptr;
constinit thread_local bool t_had_table = false, t_inside = false;

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
  if (t_inside) return;  // what describes a place or a type counts nothing itself
  t_inside = true;
  EventTable* table = t_table ? t_table : new_table();
  table->count(event, object, n);
  t_inside = false;
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

Counted counted_so_far() {
  MutexGuard guard(g_tables_mutex);
  Counted sum = ended();
  for (EventTable* table = g_tables; table; table = table->next()) table->add_to(sum);
  return sum;
}

}  // namespace gc
