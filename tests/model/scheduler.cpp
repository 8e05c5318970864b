#include "gc/base/atomic.h"

#include "tests/model/scheduler.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ucontext.h>
#include <unordered_map>

#include "gc/sync/parking.h"

namespace gc::model {
namespace {

constexpr size_t kStack = 256 * 1024;
constexpr long kMaxSteps = 20000;

struct Fiber {
  ucontext_t context;
  std::vector<char> stack;
  std::function<void()> body;
  bool done = false;
  unsigned waits_for = 0;                  // fibers that go first, as bits: the others when it paused
  const Atomic<u32>* parked = nullptr;     // asleep on this word until it is unparked: a lost wake-up shows as a deadlock
  const void* delayed = nullptr;           // its store buffer: the word, and what makes the store
  std::function<void()> delayed_store;
};

struct Choice {
  int chosen, options;
};

struct Range {
  const char* from;
  const char* to;
};

// Who has used a placed word in any run. An access to a word that one fiber uses, or that nobody writes to, needs no scheduling point: its place
// among the others' steps makes no difference. When a word turns out to be shared the search starts again.
struct Use {
  unsigned fibers = 0;  // bits
  bool written = false;
  bool shared() const { return written && (fibers & (fibers - 1)); }
};

std::vector<Fiber> g_fibers;
std::unordered_map<const void*, Use> g_uses;
bool g_uses_grew = false;
alignas(64) char g_arena[256 * 1024];
size_t g_placed = 0;  // bytes of the arena in use
std::vector<Choice> g_choices;
std::vector<Range> g_forbidden;
std::vector<char> g_trace;  // which fiber took each step
size_t g_depth = 0;         // choices made in this run
int g_current = -1;
int g_preemptions_left = 0;
long g_steps = 0;
const char* g_mistake = nullptr;  // expected
ucontext_t g_home;

bool can_run(const Fiber& fiber) { return !fiber.done && !fiber.parked; }

bool lets_others_go(const Fiber& fiber) {
  for (size_t i = 0; i < g_fibers.size(); ++i) {
    if ((fiber.waits_for >> i & 1) && can_run(g_fibers[i])) return true;
  }
  return false;
}

void drain(Fiber& fiber) {
  if (fiber.delayed) fiber.delayed_store();
  fiber.delayed = nullptr;
}

// The fibers that may take the next step, the current one first, and after them, as numbers beyond theirs, the store buffers that may be
// emptied. Fibers that wait by spinning come after all others (a fair schedule: a spin that would never end in reality must not end the search).
std::vector<int> options() {
  std::vector<int> ready, waiting;
  int count = static_cast<int>(g_fibers.size());
  for (int k = 0; k < count; ++k) {
    int i = g_current < 0 ? k : (g_current + k) % count;
    if (can_run(g_fibers[i])) (lets_others_go(g_fibers[i]) ? waiting : ready).push_back(i);
  }
  for (int i = 0; i < count; ++i) {
    if (g_fibers[i].delayed) ready.push_back(count + i);
  }
  return ready.empty() ? waiting : ready;
}

int choose_step() {
  std::vector<int> ready = options();
  if (ready.empty()) violation("deadlock");
  bool free_switch = ready[0] != g_current;
  if (!free_switch && g_preemptions_left == 0) ready.resize(1);
  if (ready.size() == 1) return ready[0];
  if (g_depth == g_choices.size()) g_choices.push_back({0, static_cast<int>(ready.size())});
  int next = ready[g_choices[g_depth++].chosen];
  if (!free_switch && next != g_current) --g_preemptions_left;
  return next;
}

// The fiber that takes the next step, after what leaves the store buffers before it.
int choose() {
  int count = static_cast<int>(g_fibers.size()), next;
  while ((next = choose_step()) >= count) drain(g_fibers[next - count]);
  return next;
}

// True if other threads may notice the access, or it them.
bool note_use(const void* address, bool writes) {
  if (address < g_arena || address >= g_arena + sizeof g_arena) return true;
  Use& use = g_uses[address];
  bool known = use.shared();
  use.fibers |= 1u << g_current;
  use.written |= writes;
  g_uses_grew |= !known && use.shared();
  return use.shared();
}

bool all_done() {
  for (const Fiber& fiber : g_fibers) {
    if (!fiber.done) return false;
  }
  return true;
}

// Lets the chosen fiber go on; returns when this one is chosen again.
void reschedule() {
  if (++g_steps > kMaxSteps) violation("no end in sight");
  int self = g_current;
  int next = choose();
  for (Fiber& fiber : g_fibers) fiber.waits_for &= ~(1u << next);
  g_trace.push_back(static_cast<char>('A' + next));
  if (next == self) return;
  g_current = next;
  swapcontext(&g_fibers[self].context, &g_fibers[next].context);
}

void run_fiber(int i) {
  g_fibers[i].body();
  g_fibers[i].done = true;
  if (all_done()) {
    drain_all();
    setcontext(&g_home);
  }
  reschedule();
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
    fiber.delayed = nullptr;
    fiber.stack.resize(kStack);
    getcontext(&fiber.context);
    fiber.context.uc_stack.ss_sp = fiber.stack.data();
    fiber.context.uc_stack.ss_size = kStack;
    makecontext(&fiber.context, reinterpret_cast<void (*)()>(run_fiber), 1, static_cast<int>(i));
  }
  g_trace.clear();
  g_depth = 0;
  g_steps = 0;
  g_preemptions_left = scenario.preemptions;
  g_current = -1;
  g_current = choose();
  g_trace.push_back(static_cast<char>('A' + g_current));
  swapcontext(&g_home, &g_fibers[g_current].context);
  g_current = -1;
  scenario.finish();
  g_forbidden.clear();
  g_placed = 0;
}

// The next list of choices; false if there is none.
bool advance() {
  while (!g_choices.empty() && g_choices.back().chosen + 1 == g_choices.back().options) g_choices.pop_back();
  if (g_choices.empty()) return false;
  ++g_choices.back().chosen;
  return true;
}

}  // namespace

bool exploring() { return g_current >= 0; }
int running() { return g_current; }

void before_access(const void* address, bool writes) {
  if (!exploring()) return;
  if (note_use(address, writes)) reschedule();
  Fiber& self = g_fibers[g_current];
  if (writes || self.delayed == address) drain(self);
  for (const Range& range : g_forbidden) check(address < range.from || address >= range.to, "access to freed memory");
}

void delay(const void* word, std::function<void()> store) {
  before_access(word, true);
  if (!exploring()) return store();
  g_fibers[g_current].delayed = word;
  g_fibers[g_current].delayed_store = std::move(store);
}

void drain_all() {
  for (Fiber& fiber : g_fibers) drain(fiber);
}

void pause() {
  if (!exploring()) violation("waits outside of a run");
  g_fibers[g_current].waits_for = ~(1u << g_current);
  reschedule();
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

void forbid(const void* memory, size_t bytes) {
  const char* from = static_cast<const char*>(memory);
  g_forbidden.push_back({from, from + bytes});
}

bool expects(const char* what) { return g_mistake && std::strcmp(what, g_mistake) == 0; }

void violation(const char* what) {
  if (expects(what)) std::_Exit(kExpected);
  std::fprintf(stderr, "violation: %s\nschedule:", what);
  for (size_t i = 0, from = 0; i < g_trace.size(); from = i) {
    while (i < g_trace.size() && g_trace[i] == g_trace[from]) ++i;
    if (from < 1000) std::fprintf(stderr, " %c%zu", g_trace[from], i - from);
  }
  std::fputc('\n', stderr);
  std::_Exit(1);
}

long explore(const Scenario& scenario) {
  long runs = 0;
  g_choices.clear();
  g_mistake = scenario.mistake;
  g_uses.clear();
  do {
    g_choices.clear();
    g_uses_grew = false;
    do {
      run_once(scenario);
      ++runs;
    } while (!g_uses_grew && advance());
  } while (g_uses_grew);
  return runs;
}

}  // namespace gc::model

// Parking in the model: the comparison and falling asleep are one step, as with a futex.
namespace gc {

Wait park(const Atomic<u32>& word, u32 expected, i64) {
  if (!model::exploring()) model::violation("parks outside of a run");
  model::before_access(&word, false);
  model::drain(model::g_fibers[model::g_current]);
  if (word.peek() != expected) return Wait::kWoken;
  model::g_fibers[model::g_current].parked = &word;
  model::reschedule();
  return Wait::kWoken;
}

void unpark_all(const Atomic<u32>& word) {
  for (model::Fiber& fiber : model::g_fibers) {
    if (fiber.parked == &word) fiber.parked = nullptr;
  }
}

void unpark_one(const Atomic<u32>& word) {
  for (model::Fiber& fiber : model::g_fibers) {
    if (fiber.parked != &word) continue;
    fiber.parked = nullptr;
    return;
  }
}

u32 current_processor() { return 0; }

}  // namespace gc
