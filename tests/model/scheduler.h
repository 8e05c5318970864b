// Systematic exploration of interleavings (stateless, depth first), within bounds:
//
//   preemptions   how often in a run a thread that could go on must let another one go first (Musuvathi, Qadeer, "Iterative context bounding", PLDI 2007)
//   late stores   how many stores of a run are still in their thread's store buffer when another thread comes to the word
//
// A scenario's threads are fibers of one OS thread. They switch only in front of atomic accesses to words that others
// use, too, pauses and parking. A run follows the list of choices made so far and takes the first option after it; then
// the last choice that has another option worth trying is changed, and so on until none is left. Worth trying is what
// may change the order of two accesses to one word of which one writes (Flanagan, Godefroid, "Dynamic partial-order
// reduction", POPL 2005; within a bound on preemptions: Coons, Musuvathi, McKinley, OOPSLA 2013). So what the threads
// of a scenario tell each other must lie in atomics, also what only the scenario itself looks at.
#pragma once

#include <functional>
#include <vector>

#include "gc/base/accelerators.h"

namespace gc::model {

struct Scenario {
  const char* name;
  int preemptions;      // allowed in one run
  const char* mistake;  // the violation that must be found, since the scenario is seeded with it; or null
  // Sets up a fresh world and returns the bodies of its threads.
  std::vector<std::function<void()>> (*start)();
  // After all threads are done: tidies up and checks.
  void (*finish)();
  // Accelerators (gc/base/accelerators.h) by which the scenario comes about; without one of them it is left out.
  std::vector<Accelerator> needs = {};
};

struct Bounds {
  int more_preemptions = 0;  // than the scenario says
  int late_stores = 1;
  bool all = false;  // every option is tried: much slower, to check what is left out otherwise
};

// Explores; returns the number of runs. Ends the process at the first violation: with status kExpected if it is the
// seeded one, else with 1 after printing it and its schedule.
inline constexpr int kExpected = 2;
long explore(const Scenario& scenario, const Bounds& bounds);

[[noreturn]] void violation(const char* what);
bool expects(const char* what);
inline void check(bool condition, const char* what) {
  if (!condition) violation(what);
}
// Memory for this run, aligned as objects are; never freed within it. In the same schedule it is at the same address,
// so that the search may learn what its words are used for (see scheduler.cpp).
void* place(size_t bytes);
// Memory that lasts from run to run, each time for the same: the search learns what its words are used for, too.
void keep_uses(const void* memory, size_t bytes);
// Memory that nobody may touch any more in this run.
void forbid(const void* memory, size_t bytes);
// Ends all threads of the scenario but the caller.
void only_this_one();
// Called before a run begins, and after each of its steps while running() still says whose it was. Looks at words
// without being a step itself.
extern void (*g_after_step)();
// True while the threads of a scenario run.
bool exploring();
// Which of them does; -1: none.
int running();

// A variable of the scenario itself: a scheduling point, but no fence, and in memory at once.
void before_access(const void* address, bool writes);
template <class T>
class Witness {
 public:
  Witness() = default;
  Witness(T value) : value_(value) {}
  operator T() const { return get(); }
  T get() const {
    before_access(this, false);
    return value_;
  }
  void operator=(T value) {
    before_access(this, true);
    value_ = value;
  }
  // Returns the sum.
  T operator+=(T n) {
    before_access(this, true);
    return value_ += n;
  }

 private:
  T value_{};
};

}  // namespace gc::model
