// The text of the report. It is written at once, since a program that hangs later may be killed.
#include "interp/report/lock_orders.h"

#include <unistd.h>

#include <set>
#include <string>

#include "gc/threads/attach.h"
#include "interp/vm/frame/stack_dump.h"
#include "interp/vm/observe/site.h"
#include "interp/vm/observe/tracing.h"
#include "runtime/library/threads/lock_order.h"
#include "runtime/library/threads/thread_names.h"
#include "runtime/object/interpreter.h"

namespace vm {

namespace {

using gc::u32;

int g_explorer = -1;  // see watch_lock_orders()
gc::Atomic<u32> g_orders_reported{0};

std::string taken_at(const gc::Site* site) { return site ? "at " + site_text(*site) : "at an unknown place"; }

const char* name_of(const char* lock) { return lock ? lock : "a lock"; }

std::string circle_text(const rt::LockCircle& circle) {
  std::string count = std::to_string(circle.size());
  std::string text = std::string(kLockOrder) + count + " threads took " + count +
                     " locks in a circle. They did not meet; if they do, they wait for each other for ever.\n\n";
  for (size_t i = 0; i < circle.size(); ++i) {
    const rt::OrderPart& part = circle[i];
    const rt::OrderPart& next = circle[(i + 1) % circle.size()];
    text += (i ? "  |   " : "  +-> ") + rt::remembered_name(part.thread) + " took " + name_of(part.first) + " " +
            taken_at(part.first_taken) + "\n";
    text += std::string("  |       and then ") + name_of(next.first) + " " + taken_at(part.then_taken) + "\n";
  }
  return text + "  +-- which is the lock that " + rt::remembered_name(circle.front().thread) + " took first\n";
}

// The lines of the circle: equal for equal orders of several runs.
std::string key_of(const rt::LockCircle& circle) {
  std::set<std::string> steps;
  for (const rt::OrderPart& part : circle) steps.insert(taken_at(part.first_taken) + " " + taken_at(part.then_taken));
  std::string key;
  for (const std::string& step : steps) key += step + "\n";
  return key;
}

void report(rt::Thread& t) {
  std::string text;
  for (const rt::LockCircle& circle : rt::take_lock_circles()) {
    text += g_explorer < 0 ? circle_text(circle) : key_of(circle) + '\0' + circle_text(circle) + '\0';
    g_orders_reported.fetch_add(1, gc::relaxed);
  }
  gc::Detached detached(t);  // a full pipe keeps the thread waiting, but no pause
  write_text(g_explorer < 0 ? STDERR_FILENO : g_explorer, text);
}

}  // namespace

void watch_lock_orders(int explorer) {
  g_explorer = explorer;
  name_started_threads();
  rt::g_interpreter.lock_orders_found = report;
  rt::g_finds_lock_orders = true;
}

gc::u32 lock_orders_reported() { return g_orders_reported.load(gc::relaxed); }

}  // namespace vm
