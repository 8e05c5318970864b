// The graph, and the search for circles in it, under one lock. What a thread holds is on a list that the thread alone
// touches, so most locks, which are not taken with another one held, need no more than that.
//
// Most steps that a program makes have been made before; the graph does not change by them. A new edge costs a walk
// over the locks that come behind it. Only locks that lie on a circle of edges are marked, and only steps between those
// are looked at closely: whether the steps of the circle could meet.
#include "runtime/library/threads/lock_order.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>

#include "gc/sync/short_lock.h"
#include "runtime/library/threads/makers.h"

namespace rt {

bool g_finds_lock_orders = false;

namespace {

using gc::ParkingLock;
using gc::Site;
using gc::u32;

// ---- what comes before what, by start and join

// How far a thread knows others: all that thread `first` did up to its time `second` comes before. Threads without
// steps do not appear. Sorted.
class Clock {
 public:
  u32 time_of(u32 thread) const {
    auto at = find(thread);
    return at != times_.end() && at->first == thread ? at->second : 0;
  }
  void learn(u32 thread, u32 time) {
    auto at = find(thread);
    if (at == times_.end() || at->first != thread) times_.insert(at, {thread, time});
    else if (at->second < time) times_[static_cast<size_t>(at - times_.begin())].second = time;
  }
  void learn(const Clock& other) {
    for (const auto& [thread, time] : other.times_) learn(thread, time);
  }

 private:
  using Times = std::vector<std::pair<u32, u32>>;
  Times::const_iterator find(u32 thread) const {
    return std::lower_bound(times_.begin(), times_.end(), std::pair<u32, u32>(thread, 0));
  }
  Times times_;
};

// ---- the graph

struct Step {
  u32 thread, time;
  const Site *first_taken, *then_taken;
  std::vector<u32> held;  // numbers of the locks that the thread held, sorted
  std::shared_ptr<const Clock> clock;
};
// The steps of different threads, times and held locks. Beyond the limit the newest replace the oldest.
struct Edge {
  static constexpr size_t kMostSteps = 16;
  std::vector<Step> steps;
  size_t oldest = 0;
};
struct ByNumber {
  bool operator()(const LockNode* a, const LockNode* b) const;
};

}  // namespace

struct LockNode {
  u32 number;
  const ParkingLock* lock;
  std::map<LockNode*, Edge, ByNumber> after;
  std::set<LockNode*, ByNumber> before;  // the nodes that have an edge to this one
  bool on_circle = false;                // of edges, whoever made their steps
  bool excluded = false;                 // under the lock
  u32 seen = 0;                          // number of the walk that has met the node last
  gc::Atomic<u32> uses{1};               // the ledger's, until the lock is freed, and those of lists of held locks

  // Gives one use back; the last one frees the node, which has no edges by then.
  void let_go() {
    if (uses.fetch_sub(1, gc::acq_rel) == 1) delete this;
  }
};

namespace {

bool ByNumber::operator()(const LockNode* a, const LockNode* b) const { return a->number < b->number; }

struct Held {
  LockNode* lock;
  const Site* site;
};
// Under the lock, but for `held`.
struct ThreadState {
  std::vector<Held> held;  // the thread itself only; a lock that somebody else releases stays on it
  Clock clock;
  u32 time = 1;                           // counts on when the thread has made steps and starts another thread
  bool has_steps = false;                 // of that time
  std::shared_ptr<const Clock> snapshot;  // of `clock`; null: not made yet
};

gc::ShortLock g_lock;
// Under the lock:
std::unordered_map<u32, ThreadState> g_threads;  // never shrinks: ended threads are joined later
u32 g_last_number = 0, g_last_walk = 0;
std::set<std::vector<u32>> g_told_locks;                                  // circles, as sorted sets
std::set<std::vector<std::pair<const Site*, const Site*>>> g_told_lines;  // the same
std::vector<LockCircle> g_found;

// The state of the thread that the OS thread runs; it may run others later.
struct OwnState {
  u32 thread = 0;
  ThreadState* state = nullptr;
};
constinit thread_local OwnState t_own;

// The state of the calling thread, which has that id.
ThreadState& own_state(u32 thread) {
  if (t_own.thread != thread) {
    gc::ShortGuard guard(g_lock);
    t_own = {thread, &g_threads[thread]};
  }
  return *t_own.state;
}

// Takes locks that somebody else has released off the calling thread's list. Under the lock.
void forget_excluded(std::vector<Held>& list) {
  std::erase_if(list, [](const Held& held) {
    bool excluded = held.lock->excluded;
    if (excluded) held.lock->let_go();
    return excluded;
  });
}

void remove_edges(LockNode* node) {
  for (auto& [next, edge] : node->after) next->before.erase(node);
  for (LockNode* earlier : node->before) earlier->after.erase(node);
  node->after.clear();
  node->before.clear();
}

// The nodes that a walk from `from` meets, over edges in their direction or against it.
std::vector<LockNode*> reached(LockNode* from, bool backwards) {
  std::vector<LockNode*> met{from};
  from->seen = ++g_last_walk;
  auto meet = [&met](LockNode* node) {
    if (node->seen == g_last_walk) return;
    node->seen = g_last_walk;
    met.push_back(node);
  };
  for (size_t i = 0; i < met.size(); ++i) {
    LockNode* at = met[i];
    if (backwards) std::for_each(at->before.begin(), at->before.end(), meet);
    else std::for_each(at->after.begin(), at->after.end(), [&meet](auto& edge) { meet(edge.first); });
  }
  return met;
}

// There is a new edge first -> then: marks the nodes of the circles that it closes.
void mark_circles(LockNode* first, LockNode* then) {
  if (then->after.empty() || first->before.empty()) return;
  std::vector<LockNode*> ahead = reached(then, false);
  if (first->seen != g_last_walk) return;
  reached(first, true);
  for (LockNode* node : ahead) node->on_circle |= node->seen == g_last_walk;  // both walks have met it
}

bool disjoint(const std::vector<u32>& a, const std::vector<u32>& b) {
  auto i = a.begin(), j = b.begin();
  while (i != a.end() && j != b.end()) {
    if (*i == *j) return false;
    if (*i < *j) ++i;
    else ++j;
  }
  return true;
}

bool comes_before(const Step& a, const Step& b) { return b.clock->time_of(a.thread) >= a.time; }

bool could_meet(const Step& a, const Step& b) {
  return a.thread != b.thread && disjoint(a.held, b.held) && !comes_before(a, b) && !comes_before(b, a);
}

// ---- circles of steps

// Looks for circles that a new step is a part of, the shortest first.
class Search {
 public:
  Search(LockNode* first, LockNode* then, const Step& step) : home_(first), path_{{first, &step}}, then_(then) {}
  bool run() {
    for (size_t length = 2; !found_ && left_ > 0 && too_short_; ++length) {
      length_ = length;
      too_short_ = false;
      extend(then_);
    }
    return found_;
  }

 private:
  struct Part {
    LockNode* first;
    const Step* step;
  };
  // A program of many threads and locks may have more ways around than there is time for.
  static constexpr int kMostTries = 20'000;

  bool fits(const Step& step) {
    return std::all_of(path_.begin(), path_.end(), [&](const Part& part) { return could_meet(*part.step, step); });
  }
  void extend(LockNode* at) {
    for (auto& [next, edge] : at->after) {
      if (!next->on_circle) continue;
      for (const Step& step : edge.steps) {
        if (found_ || --left_ <= 0) return;
        if (!fits(step)) continue;
        path_.push_back({at, &step});
        if (next == home_) tell();
        else if (path_.size() < length_) extend(next);
        else too_short_ = true;
        path_.pop_back();
      }
    }
  }
  void tell();

  LockNode* home_;
  std::vector<Part> path_;
  LockNode* then_;
  size_t length_ = 0;      // most parts of a circle, in this turn
  bool too_short_ = true;  // longer ones may exist
  bool found_ = false;
  int left_ = kMostTries;
};

void Search::tell() {
  std::vector<u32> locks;
  std::vector<std::pair<const Site*, const Site*>> lines;
  for (const Part& part : path_) {
    locks.push_back(part.first->number);
    lines.emplace_back(part.step->first_taken, part.step->then_taken);
  }
  std::sort(locks.begin(), locks.end());
  std::sort(lines.begin(), lines.end());
  if (g_told_locks.count(locks) || g_told_lines.count(lines)) return;
  g_told_locks.insert(std::move(locks));
  g_told_lines.insert(std::move(lines));
  LockCircle circle;
  for (const Part& part : path_)
    circle.push_back({part.step->thread, made_name(part.first->lock), part.step->first_taken, part.step->then_taken});
  g_found.push_back(std::move(circle));
  found_ = true;
}

// ---- steps

// True if the edge has a step of which this one says no more.
bool is_known(const Edge& edge, const Step& step) {
  return std::any_of(edge.steps.begin(), edge.steps.end(), [&](const Step& known) {
    return known.thread == step.thread && known.time == step.time &&
           std::includes(step.held.begin(), step.held.end(), known.held.begin(), known.held.end());
  });
}

const Step& add_step(Edge& edge, Step step) {
  if (edge.steps.size() < Edge::kMostSteps) return edge.steps.emplace_back(std::move(step));
  Step& place = edge.steps[edge.oldest++ % Edge::kMostSteps];
  place = std::move(step);
  return place;
}

std::shared_ptr<const Clock> clock_of_step(ThreadState& state, u32 thread) {
  if (!state.has_steps) {
    state.has_steps = true;
    state.clock.learn(thread, state.time);
    state.snapshot = nullptr;
  }
  if (!state.snapshot) state.snapshot = std::make_shared<const Clock>(state.clock);
  return state.snapshot;
}

// The thread, which holds `state.held`, has waited for `then`. Under the lock. True: that closes a circle.
bool add_steps(u32 thread, ThreadState& state, LockNode* then, const Site* site) {
  std::vector<u32> numbers;
  for (const Held& held : state.held) numbers.push_back(held.lock->number);
  std::sort(numbers.begin(), numbers.end());
  bool found = false;
  for (auto [first, first_taken] : state.held) {
    auto [at, is_new] = first->after.try_emplace(then);
    Step step{thread, state.time, first_taken, site, numbers, nullptr};
    if (is_known(at->second, step)) continue;
    step.clock = clock_of_step(state, thread);
    const Step& added = add_step(at->second, std::move(step));
    if (is_new) {
      then->before.insert(first);
      mark_circles(first, then);
    }
    if (first->on_circle && then->on_circle) found |= Search(first, then, added).run();
  }
  return found;
}

}  // namespace

LockNode* make_lock_node(const ParkingLock* lock) {
  gc::ShortGuard guard(g_lock);
  return new LockNode{.number = ++g_last_number, .lock = lock, .after = {}, .before = {}};
}

bool order_taken(u32 thread, LockNode* lock, const Site* site, bool waits) {
  ThreadState& state = own_state(thread);
  bool found = false;
  if (!state.held.empty()) {
    gc::ShortGuard guard(g_lock);
    forget_excluded(state.held);
    found = waits && !lock->excluded && add_steps(thread, state, lock, site);
  }
  lock->uses.fetch_add(1, gc::relaxed);
  state.held.push_back({lock, site});
  return found;
}

void order_released(u32 holder, LockNode* lock) {
  std::vector<Held>& held = own_state(holder).held;
  auto found = std::find_if(held.rbegin(), held.rend(), [=](const Held& h) { return h.lock == lock; });
  if (found == held.rend()) return;
  held.erase(std::next(found).base());
  lock->let_go();
}

void order_excludes(LockNode* lock) {
  gc::ShortGuard guard(g_lock);
  lock->excluded = true;
  remove_edges(lock);
}

// A lock that a thread has on its list leaves an empty node behind, by which the thread learns that.
void order_forgets(LockNode* lock) {
  order_excludes(lock);
  lock->let_go();
}

void order_starts(u32 parent, u32 child) {
  gc::ShortGuard guard(g_lock);
  ThreadState& state = g_threads[parent];
  if (std::exchange(state.has_steps, false)) ++state.time;
  g_threads[child].clock = state.clock;
}

void order_joined(u32 joiner, u32 ended) {
  gc::ShortGuard guard(g_lock);
  const Clock& known = g_threads[ended].clock;
  ThreadState& state = g_threads[joiner];
  state.clock.learn(known);
  state.snapshot = nullptr;
}

std::vector<LockCircle> take_lock_circles() {
  gc::ShortGuard guard(g_lock);
  return std::exchange(g_found, {});
}

void lock_order_before_fork() { g_lock.lock(); }
void lock_order_after_fork_parent() { g_lock.unlock(); }
void lock_order_after_fork_child() { g_lock.reset_after_fork(); }

}  // namespace rt
