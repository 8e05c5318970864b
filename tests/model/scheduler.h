// Systematic exploration of interleavings (stateless, depth first; preemption bounding as in Musuvathi and Qadeer, "Iterative context
// bounding", PLDI 2007).
//
// A scenario's threads are fibers of one OS thread. They switch only in front of atomic accesses, pauses and parking. A run follows the list of
// choices made so far and takes the first option after it; then the last choice that has another option is changed, and so on
// until none is left. Continuing a thread that could go on is free; switching away from it uses up one of the allowed preemptions.
#pragma once

#include <functional>
#include <vector>

namespace gc::model {

struct Scenario {
  const char* name;
  int preemptions;         // allowed in one run
  const char* mistake;     // the violation that must be found, since the scenario is seeded with it; or null
  // Sets up a fresh world and returns the bodies of its threads.
  std::vector<std::function<void()>> (*start)();
  // After all threads are done: tidies up and checks.
  void (*finish)();
};

// Explores; returns the number of runs. Ends the process at the first violation: with status kExpected if it is the seeded one, else with 1 after
// printing it and its schedule.
inline constexpr int kExpected = 2;
long explore(const Scenario& scenario);

[[noreturn]] void violation(const char* what);
bool expects(const char* what);
inline void check(bool condition, const char* what) {
  if (!condition) violation(what);
}
// Memory for this run, aligned as objects are; never freed within it. In the same schedule it is at the same address, so that the search may
// learn what its words are used for (see scheduler.cpp).
void* place(size_t bytes);
// Memory that nobody may touch any more in this run.
void forbid(const void* memory, size_t bytes);
// Ends all threads of the scenario but the caller.
void only_this_one();
// True while the threads of a scenario run.
bool exploring();
// Which of them does; -1: none.
int running();

}  // namespace gc::model
