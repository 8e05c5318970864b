// -X importtime: each import measures its own duration and subtracts that of the imports inside it, which the thread
// adds up in t_inner.
#include "interp/library/import/import_time.h"

#include <cstdio>
#include <ctime>
#include <string>
#include <utility>

#include "gc/base/clock.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::i64;

namespace {

int g_level = 0;  // of -X importtime; set at start-up, then only read

// The imports that are running in this thread: their number, and the time of inner ones.
thread_local int t_depth = 0;
thread_local i64 t_inner = 0;  // nanoseconds of the imports that have ended inside the innermost one

long long microseconds(i64 ns) { return (ns + 999) / 1000; }

// The name for a terminal: a lone surrogate, three bytes of to_wtf8(), becomes "\ud800".
std::string shown(rt::Value name) {
  std::string text = rt::to_wtf8(name), out;
  for (size_t i = 0; i < text.size(); ++i) {
    auto byte = [&](size_t k) { return static_cast<unsigned char>(text[i + k]); };
    if (byte(0) != 0xED || byte(1) < 0xA0) {
      out += text[i];
      continue;
    }
    char escape[8];
    snprintf(escape, sizeof escape, "\\u%04x", 0xD000 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
    out += escape;
    i += 2;
  }
  return out;
}

}  // namespace

void show_import_times(int level) {
  g_level = level;
  fputs("import time: self [us] | cumulative | imported package\n", stderr);
}

void note_cached_import(rt::Value name) {
  if (g_level < 2) [[likely]]
    return;
  std::string text = shown(name);
  fprintf(stderr, "import time: %-9s | %-10s | %*s%s\n", "cached", "cached", t_depth * 2, "", text.c_str());
}

ImportTime::ImportTime(rt::Value name) : name_(name) {
  if (!g_level) return;
  ++t_depth;
  inner_before_ = std::exchange(t_inner, 0);
  start_ = gc::now_ns();
}

ImportTime::~ImportTime() {
  if (!g_level) return;
  i64 took = gc::now_ns() - start_;
  --t_depth;
  std::string text = shown(name_);
  fprintf(stderr, "import time: %9lld | %10lld | %*s%s\n", microseconds(took - t_inner), microseconds(took),
          t_depth * 2, "", text.c_str());
  t_inner = inner_before_ + took;
}

}  // namespace vm
