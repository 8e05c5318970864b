// The parts of the report: resident memory as the system counts it, the pages of objects, compiled code, shapes, and
// the classes whose objects take most.
//
// All is counted in one pause. What the C allocator has given out for other purposes (big tables, buffers, code and
// shapes) is a part of the anonymous memory that no line of the pages shows.
#include "interp/report/heap_report.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <unordered_map>
#include <vector>

#include "gc/heap/heap.h"
#include "gc/heap/large.h"
#include "gc/heap/page_run.h"
#include "gc/threads/attach.h"
#include "interp/compile/code.h"
#include "runtime/object/shape.h"
#include "runtime/object/type.h"

namespace vm {

namespace {

using gc::u64;

constexpr size_t kClassesShown = 20;

// ---- text

// A number of bytes, and what it is, as a line in KiB.
void add_bytes(std::string& text, u64 bytes, const std::string& what) {
  char number[32];
  snprintf(number, sizeof number, "%12llu  ", static_cast<unsigned long long>((bytes + 1023) / 1024));
  text += number + what + "\n";
}

std::string counted(u64 count, const char* of_what) { return std::to_string(count) + " " + of_what; }

// ---- what the system counts

// The number of KiB after `key` in /proc/self/smaps_rollup, in bytes; 0: the system does not tell.
u64 mapped_bytes(const std::string& rollup, const char* key) {
  size_t at = rollup.find(std::string("\n") + key + ":");
  return at == std::string::npos ? 0 : strtoull(rollup.c_str() + at + 1 + strlen(key) + 1, nullptr, 10) * 1024;
}

std::string read_rollup() {
  std::string text;
  FILE* file = fopen("/proc/self/smaps_rollup", "re");
  if (!file) return text;
  char part[4096];
  while (size_t n = fread(part, 1, sizeof part, file)) text.append(part, n);
  fclose(file);
  return text;
}

void add_process(std::string& text) {
  std::string rollup = read_rollup();
  u64 resident = mapped_bytes(rollup, "Rss"), anonymous = mapped_bytes(rollup, "Anonymous");
  text += "memory of the process, in KiB\n";
  add_bytes(text, resident, "resident, and of this:");
  add_bytes(text, resident - anonymous, "  files, which other processes share: programs, libraries, cached code");
  add_bytes(text, anonymous, "  anonymous");
}

// ---- what a walk over the heap counts

struct Sum {
  u64 count = 0, bytes = 0;
  void add(u64 n) {
    ++count;
    bytes += n;
  }
};

struct CodeSums {
  Sum asleep, awake;
  u64 words = 0, positions = 0, others = 0;
};

struct HeapSums {
  std::unordered_map<const rt::Type*, Sum> classes;
  CodeSums code;
};

u64 block_bytes(gc::Object* object) {
  return object->has_flag(gc::kLarge) ? gc::large_prefix(object)->bytes : gc::Page::of(object)->block_bytes;
}

void count_code(const comp::Code* code, CodeSums& sums) {
  if (comp::is_asleep(code)) return sums.asleep.add(block_bytes(const_cast<comp::Code*>(code)));
  sums.awake.add(block_bytes(const_cast<comp::Code*>(code)));
  sums.words += u64{code->word_count} * sizeof *code->words;
  sums.positions += u64{code->position_count} * sizeof *code->positions;
  sums.others += code->constant_count * sizeof *code->constants + code->handler_count * sizeof *code->handlers;
  for (auto* block = code->cache_blocks.load(gc::acquire); block; block = block->next) sums.words += sizeof *block;
}

void count_object(gc::Object* object, void* context) {
  auto& sums = *static_cast<HeapSums*>(context);
  auto* o = static_cast<rt::Object*>(object);
  sums.classes[rt::type_of(o)].add(block_bytes(object));
  if (rt::is_exact(rt::Value(o), rt::TypeId::kCode)) count_code(comp::as_code(rt::Value(o)), sums.code);
}

// ---- the parts

void add_pages(std::string& text) {
  u64 pages = 0, free_bytes = 0, untouched = 0;
  Sum traced, untraced;
  gc::for_each_page([&](gc::Page& page) {
    u64 used = page.used(), bytes = used * page.block_bytes, touched = page.fresh - gc::kPageHeader;
    Sum& sum = page.traced() ? traced : untraced;
    sum.count += used;
    sum.bytes += bytes;
    free_bytes += touched - bytes;
    untouched += gc::kPageBytes - page.fresh;
    ++pages;
  });
  gc::LargeStats large = gc::large_stats();
  text += "heap, in KiB\n";
  add_bytes(text, pages * gc::kPageBytes, counted(pages, "pages of objects, and of this:"));
  add_bytes(text, traced.bytes, "  " + counted(traced.count, "objects alive that the collector follows"));
  add_bytes(text, untraced.bytes,
            "  " + counted(untraced.count, "others: text, numbers, items of lists, small tables"));
  add_bytes(text, free_bytes, "  free blocks");
  add_bytes(text, untouched, "  never used, and so not resident but in huge pages");
  add_bytes(text, large.bytes, counted(large.objects, "large objects"));
}

void add_code(std::string& text, const CodeSums& code) {
  text += "compiled code, in KiB\n";
  add_bytes(text, code.asleep.bytes, counted(code.asleep.count, "functions asleep: not called yet"));
  add_bytes(text, code.awake.bytes, counted(code.awake.count, "functions awake"));
  add_bytes(text, code.words, "  their instructions and inline caches");
  add_bytes(text, code.positions, "  their positions in the source");
  add_bytes(text, code.others, "  their constants and exception handlers");
}

// World stopped: so nobody holds g_type_mutex.
void add_shapes(std::string& text) {
  Sum shapes, records;
  for (u32 id = 0; id < rt::shape_id_limit(); ++id) {
    auto* shape = static_cast<rt::Shape*>(gc::g_shapes[id]);
    if (!shape) continue;
    shapes.add(sizeof *shape);
    rt::RecordTable* table = shape->records.load(gc::acquire);
    if (!table) continue;
    records.count += table->count;
    records.bytes +=
        sizeof *table + (table->mask + u64{1}) * sizeof *table->chains + table->count * sizeof(rt::AttrRecord);
  }
  text += "shapes, in KiB\n";
  add_bytes(text, shapes.bytes, counted(shapes.count, "shapes of classes, modules and instances"));
  add_bytes(text, records.bytes, counted(records.count, "records of their attributes"));
}

void add_classes(std::string& text, const HeapSums& sums) {
  std::vector<std::pair<const rt::Type*, Sum>> classes(sums.classes.begin(), sums.classes.end());
  auto order = [](const auto& a, const auto& b) {
    return a.second.bytes != b.second.bytes ? a.second.bytes > b.second.bytes
                                            : strcmp(rt::type_name(a.first), rt::type_name(b.first)) < 0;
  };
  std::sort(classes.begin(), classes.end(), order);
  text += "objects that the collector follows, without what lies apart from them (items, tables), in KiB\n";
  for (size_t n = 0; n < std::min(classes.size(), kClassesShown); ++n)
    add_bytes(text, classes[n].second.bytes, counted(classes[n].second.count, rt::type_name(classes[n].first)));
  if (classes.size() <= kClassesShown) return;
  Sum others;
  for (size_t n = kClassesShown; n < classes.size(); ++n) {
    others.count += classes[n].second.count;
    others.bytes += classes[n].second.bytes;
  }
  add_bytes(text, others.bytes, counted(others.count, "of other classes"));
}

}  // namespace

std::string heap_report(rt::Thread& t) {
  std::string text;
  add_process(text);  // first: the sums below take memory
  gc::StopTheWorld pause(t, "counting objects");
  HeapSums sums;
  gc::for_each_traced(count_object, &sums);
  add_pages(text);
  add_code(text, sums.code);
  add_shapes(text);
  add_classes(text, sums);
  return text;
}

}  // namespace vm
