// A snapshot for --top. What the threads do is read from their records under the registry's lock, which keeps these
// from being freed; what they wait for, from the lists of waits (runtime/library/threads/waits.h), or else from the
// kernel's files about this process (shown_thread.h).
#include "interp/main/top_snapshot.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <vector>

#include "gc/base/build.h"
#include "gc/base/clock.h"
#include "gc/cycle/collector.h"
#include "gc/heap/heap.h"
#include "gc/heap/large.h"
#include "gc/heap/page_run.h"
#include "gc/threads/attach.h"
#include "interp/main/shown_thread.h"
#include "interp/report/json.h"
#include "interp/report/lock_owners.h"
#include "interp/vm/frame/stack_dump.h"
#include "runtime/library/threads/waits.h"

namespace vm {

namespace {

using gc::u32;
using gc::u64;

// ---- threads

// What is copied of a thread under the registry's lock. Its name and its stack are in a file in memory: the name from
// `begin`, the stack from there to `end`.
struct ThreadCopy {
  u64 id, native_id, ident;
  bool is_main;
  gc::ThreadState state;
  off_t begin, stack, end;
};
struct Copies {
  int texts;  // the file; -1: there is none
  std::vector<ThreadCopy> threads;
  std::vector<rt::Wait> waits;
};

void copy_thread(gc::Thread& thread, void* argument) {
  auto& copies = *static_cast<Copies*>(argument);
  auto end = [&copies] { return lseek(copies.texts, 0, SEEK_END); };
  ThreadCopy copy = {thread.id,
                     thread.native_id,
                     static_cast<rt::Thread&>(thread).ident,
                     thread.is_main,
                     thread.state.load(gc::relaxed),
                     end(),
                     0,
                     0};
  write_thread_name(copies.texts, &static_cast<rt::Thread&>(thread));
  copy.stack = end();
  dump_stack(copies.texts, &static_cast<rt::Thread&>(thread));
  copy.end = end();
  copies.threads.push_back(copy);
}

std::string read_part(int file, off_t begin, off_t end) {
  std::string text(begin < end ? static_cast<size_t>(end - begin) : 0, ' ');
  ssize_t n = pread(file, text.data(), text.size(), begin);
  text.resize(n > 0 ? static_cast<size_t>(n) : 0);
  return text;
}

ShownThread shown_of(const Copies& copies, const ThreadCopy& thread) {
  return {thread.id,
          thread.native_id,
          thread.is_main,
          thread.state,
          read_part(copies.texts, thread.begin, thread.stack),
          read_part(copies.texts, thread.stack, thread.end),
          ""};
}

std::string wait_in_words(const Copies& copies, const rt::Wait& wait) {
  using For = rt::Wait::For;
  if (wait.what == For::kItem) return "an item of " + name_of_wait(wait, nullptr);
  if (wait.what != For::kEndOfThread) return name_of_wait(wait, nullptr);
  for (const ThreadCopy& thread : copies.threads) {
    if (thread.ident != wait.joined) continue;
    ShownThread joined = shown_of(copies, thread);
    return end_of(&joined);
  }
  return end_of(nullptr);
}

std::string copy_as_json(const Copies& copies, const ThreadCopy& thread) {
  ShownThread shown = shown_of(copies, thread);
  for (const rt::Wait& wait : copies.waits) {
    if (wait.thread != thread.id || !wait.word) continue;
    shown.reason = wait_in_words(copies, wait);
    shown.for_lock = wait.lock() != nullptr;
  }
  return thread_as_json("/proc/self", shown);
}

std::string threads() {
  Copies copies = {memfd_create("tinypy-top", MFD_CLOEXEC), {}, {}};
  gc::for_each_thread(copy_thread, &copies);
  rt::all_waits(copies.waits);
  std::vector<std::string> items;
  for (const ThreadCopy& thread : copies.threads) items.push_back(copy_as_json(copies, thread));
  if (copies.texts >= 0) close(copies.texts);
  return json_array(items);
}

// ---- totals

std::string pauses() {
  gc::PauseStats stats = gc::pause_stats();
  JsonObject json;
  json.add("count", stats.pauses).add("total_ns", stats.total_pause_ns).add("longest_ns", stats.max_pause_ns);
  json.add("total_stop_ns", stats.total_stop_ns).add("longest_stop_ns", stats.max_stop_ns);
  json.add("slowest_thread", stats.slowest_thread);
  return json.add_text("slowest_reason", stats.slowest_reason ? stats.slowest_reason : "").text();
}

std::string collections() {
  u64 world = 0, apart = 0, collected = 0, longest = 0, total = 0;
  for (int generation = 0; generation < 3; ++generation) {
    gc::GenerationStats stats = gc::collector_stats(generation);
    world += stats.collections - stats.private_collections;
    apart += stats.private_collections;
    collected += stats.collected;
    total += stats.pause_ns;
    longest = stats.max_pause_ns > longest ? stats.max_pause_ns : longest;
  }
  JsonObject json;
  json.add("world", world).add("private", apart).add("collected", collected);
  return json.add("total_ns", total).add("longest_ns", longest).text();
}

std::string heap() {
  gc::LargeStats large = gc::large_stats();
  u64 pages = gc::pages_taken();
  std::string statm = read_proc_file("/proc/self/statm");
  size_t second = statm.find(' ');
  u64 resident = second == std::string::npos ? 0 : strtoull(statm.c_str() + second, nullptr, 10);
  gc::i64 fresh = gc::allocated_since_collection();
  JsonObject json;
  json.add("pages", pages).add("page_bytes", pages * gc::kPageBytes);
  json.add("large_objects", large.objects).add("large_bytes", large.bytes);
  json.add("since_collection", std::to_string(fresh));
  return json.add("resident_bytes", resident * static_cast<u64>(sysconf(_SC_PAGESIZE))).text();
}

}  // namespace

std::string top_snapshot(const char* program) {
  refresh_stacks();
  JsonObject json;
  json.add("pid", static_cast<u64>(getpid())).add_text("program", program);
  json.add("free_threaded", gc::kFreeThreaded ? "true" : "false").add("time_ns", static_cast<u64>(gc::now_ns()));
  json.add("threads", threads()).add("pauses", pauses()).add("collections", collections());
  return json.add("heap", heap()).text() + "\n";
}

}  // namespace vm
