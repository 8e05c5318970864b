#include "gc/base/atomic.h"

#include "tests/model/scheduler.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unordered_map>

#include "gc/sync/parking.h"
#include "tests/model/fiber.h"

extern char __data_start, _end;  // the program's variables

namespace gc::model {

void (*g_after_step)() = [] {};

namespace {

constexpr size_t kStack = 256 * 1024;
constexpr size_t kMaxSteps = 20000;
constexpr int kMaxFibers = 8;

struct Use;
struct Store {
  void* word;
  Use* use;
  u64 value;
  u32 bytes;
  bool late;  // another thread has come to the word in the meantime
};

struct Fiber {
  std::vector<char> stack;
  void* context;
  std::function<void()> body;
  bool done;
  unsigned waits_for;         // fibers that go first, as bits: the others when it paused
  const Atomic<u32>* parked;  // asleep on this word until it is unparked: a lost wake-up shows as a deadlock
  std::vector<Store> buffer;  // the oldest first
};

struct Options {
  int at[kMaxFibers];
  int count = 0;
  void add(int option) { at[count++] = option; }
  int find(int option) const { return static_cast<int>(std::find(at, at + count, option) - at); }
};

// Bits of options; the first one has been tried when the choice is made.
struct Choice {
  Options options;
  int chosen = 0;
  unsigned wanted = 1, tried = 1;
  unsigned all() const { return (1u << options.count) - 1; }
};

// From one scheduling point to the next.
struct Step {
  int fiber;
  int choice;  // where it was chosen; -1: there was no other
  int block;   // the step from which on this fiber has gone on without a switch
};

struct Access {
  int step, fiber;
  Use* use;  // of the word
  bool writes;
};

struct Range {
  const char* from;
  const char* to;
  bool holds(const void* address) const { return address >= from && address < to; }
};

// Who has used a word in any run, as bits of fibers. If no other fiber's access is in conflict with one, it needs no
// scheduling point: its place among the others' steps makes no difference. When it turns out that some are the search
// starts again.
struct Use {
  unsigned readers = 0, writers = 0;
  // The last accesses of one run, by fiber: steps, or -1.
  long run = -1;
  int access[kMaxFibers], write[kMaxFibers];

  bool is_contended(int fiber, bool writes) const {
    return ((writes ? readers | writers : writers) & ~(1u << fiber)) != 0;
  }
};

Bounds g_bounds;
std::vector<Fiber> g_fibers;
std::unordered_map<const void*, Use> g_uses, g_passing_uses;
bool g_uses_grew = false;
alignas(64) char g_arena[256 * 1024];
size_t g_placed = 0;  // bytes of the arena in use
std::vector<Choice> g_choices;
std::vector<Range> g_forbidden;
std::vector<Range> g_lasting{{&__data_start, &_end}};
std::vector<Step> g_steps;       // of this run
std::vector<Access> g_accesses;  // likewise, of contended words
long g_runs = 0;
size_t g_depth = 0;  // choices made in this run
int g_current = -1;
int g_preemptions_left = 0, g_late_stores_left = 0;
const char* g_mistake = nullptr;  // expected
void* g_home;

// ---- choices

// Makes the next choice, as the list says, or, if it ends before, with the first option.
int choose(const Options& options, bool all) {
  if (options.count == 1) return options.at[0];
  if (g_depth == g_choices.size()) {
    Choice& choice = g_choices.emplace_back(Choice{options});
    if (all || g_bounds.all) choice.wanted = choice.all();
  }
  const Choice& choice = g_choices[g_depth++];
  return choice.options.at[choice.chosen];
}

// The next list of choices; false if there is none.
bool advance() {
  while (!g_choices.empty() && g_choices.back().wanted == g_choices.back().tried) g_choices.pop_back();
  if (g_choices.empty()) return false;
  Choice& last = g_choices.back();
  last.chosen = __builtin_ctz(last.wanted & ~last.tried);
  last.tried |= 1u << last.chosen;
  return true;
}

// The fiber shall be tried in place of the one that took the step; if it could not go on there, all others.
void want(int step, int fiber) {
  if (g_steps[step].choice < 0) return;
  Choice& choice = g_choices[g_steps[step].choice];
  int at = choice.options.find(fiber);
  choice.wanted |= at < choice.options.count ? 1u << at : choice.all();
}

// What of the other fibers' accesses an access comes after that it might come before. Also at the begin of that fiber's
// block, since there may be no preemption left in its middle.
void want_other_orders() {
  for (const Access& access : g_accesses) {
    Use& use = *access.use;
    if (use.run != g_runs) {
      use.run = g_runs;
      std::fill_n(use.access, kMaxFibers, -1);
      std::fill_n(use.write, kMaxFibers, -1);
    }
    for (int other = 0; other < static_cast<int>(g_fibers.size()); ++other) {
      int step = (access.writes ? use.access : use.write)[other];
      if (other == access.fiber || step < 0) continue;
      want(step, access.fiber);
      want(g_steps[step].block, access.fiber);
    }
    use.access[access.fiber] = access.step;
    if (access.writes) use.write[access.fiber] = access.step;
  }
}

// ---- steps

bool can_run(const Fiber& fiber) { return !fiber.done && !fiber.parked; }

bool lets_others_go(const Fiber& fiber) {
  for (size_t i = 0; i < g_fibers.size(); ++i) {
    if ((fiber.waits_for >> i & 1) && can_run(g_fibers[i])) return true;
  }
  return false;
}

// The fibers that may take the next step, the current one first. Fibers that wait by spinning come after all others (a
// fair schedule: a spin that would never end in reality must not end the search).
Options options() {
  Options ready, waiting;
  int count = static_cast<int>(g_fibers.size());
  for (int k = 0; k < count; ++k) {
    int i = g_current < 0 ? k : (g_current + k) % count;
    if (can_run(g_fibers[i])) (lets_others_go(g_fibers[i]) ? waiting : ready).add(i);
  }
  return ready.count == 0 ? waiting : ready;
}

int choose_step() {
  Options ready = options();
  if (ready.count == 0) violation("deadlock");
  bool free_switch = ready.at[0] != g_current;
  if (!free_switch && g_preemptions_left == 0) ready.count = 1;
  int choice = ready.count > 1 ? static_cast<int>(g_depth) : -1;
  int next = choose(ready, false), step = static_cast<int>(g_steps.size());
  if (!free_switch && next != g_current) --g_preemptions_left;
  g_steps.push_back({next, choice, next == g_current ? g_steps.back().block : step});
  return next;
}

// Lets the chosen fiber go on; returns when this one is chosen again.
void reschedule() {
  if (g_steps.size() > kMaxSteps) violation("no end in sight");
  g_after_step();
  int self = g_current;
  int next = choose_step();
  for (Fiber& fiber : g_fibers) fiber.waits_for &= ~(1u << next);
  if (next == self) return;
  g_current = next;
  switch_fiber(&g_fibers[self].context, g_fibers[next].context);
}

bool all_done() {
  return std::all_of(g_fibers.begin(), g_fibers.end(), [](const Fiber& fiber) { return fiber.done; });
}

void record(int fiber, Use* use, bool writes) {
  g_accesses.push_back({static_cast<int>(g_steps.size()) - 1, fiber, use, writes});
}

// ---- store buffers

// Makes the stores of the fiber's buffer up to and with the n-th.
void make_stores(int fiber, size_t n) {
  std::vector<Store>& buffer = g_fibers[fiber].buffer;
  for (size_t i = 0; i < n; ++i) {
    std::memcpy(buffer[i].word, &buffer[i].value, buffer[i].bytes);
    if (exploring()) record(fiber, buffer[i].use, true);
  }
  buffer.erase(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(n));
}
void empty_buffer(int fiber) { make_stores(fiber, g_fibers[fiber].buffer.size()); }
void empty_all_buffers() {
  for (size_t i = 0; i < g_fibers.size(); ++i) empty_buffer(static_cast<int>(i));
}

// Stores to the word that wait in other fibers' buffers: each may have been made by now, with all before it.
void decide_about_stores(const void* word) {
  constexpr Options made_or_not{{1, 0}, 2};
  for (int i = 0; i < static_cast<int>(g_fibers.size()); ++i) {
    if (i == g_current) continue;
    std::vector<Store>& buffer = g_fibers[i].buffer;
    for (;;) {
      auto at = std::find_if(buffer.begin(), buffer.end(), [=](const Store& store) { return store.word == word; });
      if (at == buffer.end()) break;
      if ((at->late || g_late_stores_left > 0) && choose(made_or_not, true) == 0) {
        if (!at->late) --g_late_stores_left;
        at->late = true;
        break;
      }
      make_stores(i, static_cast<size_t>(at - buffer.begin()) + 1);
    }
  }
}

// ---- words

// Beyond what lasts the same address may be another word in another run: it is contended by all, and forgotten.
Use& use_of(const void* address) {
  for (const Range& range : g_lasting) {
    if (range.holds(address)) return g_uses[address];
  }
  return g_passing_uses.try_emplace(address, Use{~0u, ~0u}).first->second;
}

// True if others may notice the access, or it them.
bool note_use(Use& use, bool writes) {
  unsigned& users = writes ? use.writers : use.readers;
  bool is_new = (users & 1u << g_current) == 0;
  users |= 1u << g_current;
  unsigned others = (use.readers | use.writers) & ~(1u << g_current);
  g_uses_grew |= is_new && others != 0 && use.writers != 0;
  return use.is_contended(g_current, writes);
}

// ---- runs

void run_fiber() {
  g_fibers[g_current].body();
  Fiber& self = g_fibers[g_current];
  self.done = true;
  if (!all_done()) reschedule();
  g_after_step();
  empty_all_buffers();
  switch_fiber(&self.context, g_home);
}

void run_once(const Scenario& scenario) {
  auto bodies = scenario.start();
  g_fibers.resize(bodies.size());
  for (size_t i = 0; i < bodies.size(); ++i) {
    Fiber& fiber = g_fibers[i];
    fiber.body = bodies[i];
    fiber.done = false;
    fiber.waits_for = 0;
    fiber.parked = nullptr;
    fiber.buffer.clear();
    fiber.stack.resize(kStack);
    fiber.context = new_fiber(fiber.stack.data(), kStack, run_fiber);
  }
  g_steps.clear();
  g_accesses.clear();
  g_depth = 0;
  g_preemptions_left = scenario.preemptions + g_bounds.more_preemptions;
  g_late_stores_left = g_bounds.late_stores;
  g_current = -1;
  g_after_step();
  g_current = choose_step();
  switch_fiber(&g_home, g_fibers[g_current].context);
  g_current = -1;
  want_other_orders();
  g_passing_uses.clear();
  scenario.finish();
  g_forbidden.clear();
  g_placed = 0;
}

}  // namespace

static void check_memory(const void* address) {
  for (const Range& range : g_forbidden) check(!range.holds(address), "access to freed memory");
}

bool exploring() { return g_current >= 0; }
int running() { return g_current; }

int g_glances = 0;

void before_access(const void* address, bool writes) {
  if (!exploring()) return;
  if (g_glances != 0) return check_memory(address);
  Use& use = use_of(address);
  bool contended = note_use(use, writes);
  if (contended) reschedule();
  check_memory(address);
  if (!contended) return;
  record(g_current, &use, writes);
  decide_about_stores(address);
}

void before_exchange(const void* address) {
  before_access(address, true);
  if (exploring()) empty_buffer(g_current);
}

bool buffer_store(void* address, u64 value, u32 bytes) {
  if (!exploring()) return false;
  Use& use = use_of(address);
  if (!use.is_contended(g_current, true)) return false;
  g_fibers[g_current].buffer.push_back({address, &use, value, bytes, false});
  return true;
}

bool buffered_value(const void* address, u64* value) {
  if (!exploring()) return false;
  const std::vector<Store>& buffer = g_fibers[g_current].buffer;
  auto at = std::find_if(buffer.rbegin(), buffer.rend(), [=](const Store& store) { return store.word == address; });
  if (at == buffer.rend()) return false;
  *value = at->value;
  return true;
}

void fence_all() {
  if (exploring()) reschedule();
  empty_all_buffers();
}

void pause() {
  if (!exploring()) violation("waits outside of a run");
  g_fibers[g_current].waits_for = ~(1u << g_current);
  reschedule();
  empty_all_buffers();  // it has taken some time
}

void only_this_one() {
  for (size_t i = 0; i < g_fibers.size(); ++i) g_fibers[i].done |= static_cast<int>(i) != g_current;
}

void* place(size_t bytes) {
  void* memory = g_arena + g_placed;
  g_placed += (bytes + 63) / 64 * 64;
  check(g_placed <= sizeof g_arena, "the arena is full");
  return memory;
}

void keep_uses(const void* memory, size_t bytes) {
  const char* from = static_cast<const char*>(memory);
  g_lasting.push_back({from, from + bytes});
}

// For the order of accesses it is as if all words were written.
void forbid(const void* memory, size_t bytes) {
  const char* from = static_cast<const char*>(memory);
  const Range& range = g_forbidden.emplace_back(Range{from, from + bytes});
  if (!exploring()) return;
  for (auto& [word, use] : g_uses) {
    if (range.holds(word)) record(g_current, &use, true);
  }
}

bool expects(const char* what) { return g_mistake && std::strcmp(what, g_mistake) == 0; }

void violation(const char* what) {
  if (expects(what)) std::_Exit(kExpected);
  std::fprintf(stderr, "violation: %s\nschedule:", what);
  for (size_t i = 0, from = 0; i < g_steps.size(); from = i) {
    while (i < g_steps.size() && g_steps[i].fiber == g_steps[from].fiber) ++i;
    if (from < 1000) std::fprintf(stderr, " %c%zu", 'A' + g_steps[from].fiber, i - from);
  }
  std::fputc('\n', stderr);
  std::_Exit(1);
}

long explore(const Scenario& scenario, const Bounds& bounds) {
  g_bounds = bounds;
  g_mistake = scenario.mistake;
  g_uses.clear();
  do {
    g_choices.clear();
    g_uses_grew = false;
    do {
      run_once(scenario);
      ++g_runs;
    } while (!g_uses_grew && advance());
  } while (g_uses_grew);
  return g_runs;
}

}  // namespace gc::model

// Parking in the model: the comparison and falling asleep are one step, as with a futex.
namespace gc {

Wait park(const Atomic<u32>& word, u32 expected, i64) {
  if (!model::exploring()) model::violation("parks outside of a run");
  model::before_access(&word, false);
  model::empty_buffer(model::g_current);
  if (word.peek() != expected) return Wait::kWoken;
  model::g_fibers[model::g_current].parked = &word;
  model::reschedule();
  return Wait::kWoken;
}

// What the caller has stored before is in memory when the system looks who sleeps.
static void before_unpark(const Atomic<u32>& word) {
  if (!model::exploring()) return;
  model::before_access(&word, true);
  model::empty_buffer(model::g_current);
}

void unpark_all(const Atomic<u32>& word) {
  before_unpark(word);
  for (model::Fiber& fiber : model::g_fibers) {
    if (fiber.parked == &word) fiber.parked = nullptr;
  }
}

void unpark_one(const Atomic<u32>& word) {
  before_unpark(word);
  for (model::Fiber& fiber : model::g_fibers) {
    if (fiber.parked != &word) continue;
    fiber.parked = nullptr;
    return;
  }
}

u32 current_processor() { return 0; }

}  // namespace gc
