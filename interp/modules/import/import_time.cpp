// -X importtime: each import measures its own duration and subtracts that of the imports inside it, which the thread
// adds up in t_inner.
#include "interp/modules/import/import_time.h"

#include <cstdio>
#include <ctime>
#include <string>
#include <utility>

#include "gc/base/clock.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::i64;

namespace {

bool g_shows = false;  // set at start-up, then only read

// The imports that are running in this thread: their number, and the time of inner ones.
thread_local int t_depth = 0;
thread_local i64 t_inner = 0;  // nanoseconds of the imports that have ended inside the innermost one

long long microseconds(i64 ns) { return (ns + 999) / 1000; }

}  // namespace

void show_import_times() {
  g_shows = true;
  fputs("import time: self [us] | cumulative | imported package\n", stderr);
}

ImportTime::ImportTime(rt::Value name) : name_(name) {
  if (!g_shows) return;
  ++t_depth;
  inner_before_ = std::exchange(t_inner, 0);
  start_ = gc::now_ns();
}

ImportTime::~ImportTime() {
  if (!g_shows) return;
  i64 took = gc::now_ns() - start_;
  --t_depth;
  std::string text = rt::to_wtf8(name_);
  fprintf(stderr, "import time: %9lld | %10lld | %*s%s\n", microseconds(took - t_inner), microseconds(took),
          t_depth * 2, "", text.c_str());
  t_inner = inner_before_ + took;
}

}  // namespace vm
