// Threads that take references from weak ones while others drop the referents.
//
//     gc_weakref_stress [seconds] [threads] [seed]
//
// At the end every referent is destroyed, every weak reference cleared, every callback run at most once.
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "gc/cycle/collector.h"
#include "gc/sync/mutex.h"
#include "tests/unit/gc/support.h"

using namespace gc;
using namespace gc::test;

namespace {

constexpr int kCells = 8;

// A strong slot and a weak entry to the same referent; a holder with a callback. Replaced together, under the lock.
struct Cell {
  Mutex mutex;
  Object* strong = nullptr;
  WeakEntry entry{};
};
Cell g_cells[kCells];
std::atomic<long> g_made{0}, g_got{0}, g_missed{0};
std::atomic<bool> g_end{false};

void replace(Thread& thread, Cell& cell) {
  Node* node = make_node(thread);
  ++g_made;
  publish(thread, node);
  Object* old;
  {
    MutexGuard guard(cell.mutex);
    weakref_remove(thread, &cell.entry);
    weakref_add(thread, node, &cell.entry);
    old = cell.strong;
    cell.strong = node;
  }
  if (old) decref(thread, old);
}

void drop(Thread& thread, Cell& cell) {
  Object* old;
  {
    MutexGuard guard(cell.mutex);
    old = cell.strong;
    cell.strong = nullptr;
  }
  if (old) decref(thread, old);
}

void get(Thread& thread, Cell& cell) {
  if (Object* object = weakref_get(thread, &cell.entry)) {
    ++g_got;
    decref(thread, object);
  } else {
    ++g_missed;
  }
}

void run(unsigned seed) {
  std::minstd_rand random(seed);
  Thread thread;
  register_thread(thread);
  while (!g_end) {
    Cell& cell = g_cells[random() % kCells];
    unsigned choice = random() % 8;
    if (choice == 0) replace(thread, cell);
    else if (choice == 1) drop(thread, cell);
    else get(thread, cell);
    safepoint(thread);
  }
  end_thread(thread);
}

}  // namespace

int main(int argc, char** argv) {
  install_thread_hooks();
  double seconds = argc > 1 ? std::atof(argv[1]) : 2;
  int count = argc > 2 ? std::atoi(argv[2]) : 8;
  unsigned seed = argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 1;
  {
    Actor first;
    publish_roots(first);  // as the runtime does before it starts a thread
  }
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(run, seed * 1000 + static_cast<unsigned>(i));
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  g_end = true;
  for (std::thread& thread : threads) thread.join();
  bool cleared = true;
  {
    Actor last;
    for (Cell& cell : g_cells) drop(last, cell);
    drain_merge_queue(last);
    for (Cell& cell : g_cells) cleared &= weakref_get(last, &cell.entry) == nullptr;
  }
  std::printf("made %ld, destroyed %d, got %ld, missed %ld\n", g_made.load(), g_disposed.load(), g_got.load(),
              g_missed.load());
  return cleared && g_made == g_disposed ? 0 : 1;
}
