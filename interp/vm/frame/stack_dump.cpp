// Dumping Python stacks. Every word is read by memory_reader.h; text is written to the descriptor directly, without
// allocating.
#include "interp/vm/frame/stack_dump.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "gc/threads/registry.h"
#include "interp/vm/frame.h"
#include "interp/vm/frame/memory_reader.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

constexpr u32 kMaxFrames = 100, kMaxText = 500;

// ---- reading

// The object that a word refers to if it has exactly the built-in layout `id`; else null.
template <class T>
const T* object_in(u64 word, rt::TypeId id) {
  Value v = Value(word);
  if (!v.is_pointer() || !word) return nullptr;
  auto* object = static_cast<const T*>(v.object());
  u32 meta;
  if (!read_field(object->meta, &meta)) return nullptr;
  return meta >> gc::kFlagBits == static_cast<u32>(id) ? object : nullptr;
}

template <class T, class Field>
const T* object_at(const Field& field, rt::TypeId id) {
  u64 word;
  return read_field(field, &word) ? object_in<T>(word, id) : nullptr;
}

// A str as it was read, but for its characters.
struct StrCopy {
  const u8* data;
  u64 length;
  u8 kind;
};

bool read_str(const rt::Str* s, StrCopy* copy) {
  u8 text;
  if (!read_field(s->length, &copy->length) || !read_field(s->kind, &copy->kind) || !read_field(s->text, &text))
    return false;
  copy->data = reinterpret_cast<const u8*>(s) + size_t{text} * 8;
  return true;
}

// ---- writing

void write_number(int fd, u64 n) {
  char digits[20];
  char* p = digits + sizeof digits;
  do *--p = static_cast<char>('0' + n % 10);
  while (n /= 10);
  write_text(fd, {p, static_cast<size_t>(digits + sizeof digits - p)});
}

void write_character(int fd, u32 c) {
  char plain = static_cast<char>(c);
  if (c >= ' ' && c < 0x7f) return write_text(fd, {&plain, 1});
  write_text(fd, c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
  write_hex(fd, c, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
}

void write_str(int fd, const rt::Str* s) {
  StrCopy copy;
  if (!s || !read_str(s, &copy)) return write_text(fd, "???");
  for (u64 i = 0; i < copy.length && i < kMaxText; ++i) {
    u32 c = 0;
    if (!read_memory(copy.data + i * copy.kind, &c, copy.kind & 7)) break;
    write_character(fd, c);
  }
  if (copy.length > kMaxText) write_text(fd, "...");
}

// ---- frames

// The instruction before pc, which is the one that runs. -1: not known.
i64 word_at(const Code* code, const u64* pc) {
  const u64* words;
  return pc && read_field(code->words, &words) ? pc - words - 1 : -1;
}

// Of the instruction at a word. 0: not known.
i32 line_at(const Code* code, i64 word) {
  const comp::Position* positions;
  u32 count;
  if (word < 0 || !read_field(code->positions, &positions) || !read_field(code->position_count, &count)) return 0;
  i32 line = 0;
  for (u32 low = 0, high = count; low < high;) {
    u32 middle = (low + high) / 2;
    comp::Position p;
    if (!read_memory(positions + middle, &p, sizeof p)) return 0;
    if (static_cast<i64>(p.word) <= word) line = p.line, low = middle + 1;
    else high = middle;
  }
  return line;
}

void write_line(int fd, i32 line) {
  if (line > 0) write_number(fd, static_cast<u64>(line));
  else write_text(fd, "???");
}

// A frame as it was read.
struct FrameCopy {
  const Function* function;
  const Code* code;
  i64 word;           // of its instruction; -1: not known
  FramePlace caller;  // r is null in the outermost frame
};

// False: there is no frame.
bool read_frame(FramePlace at, FrameCopy* copy) {
  u64 header[kHeader];
  if (!read_memory(at.r - kHeader, header, sizeof header)) return false;
  copy->function = object_in<Function>(header[kHeader + kCallee], rt::TypeId::kFunction);
  if (!copy->function || !read_field(copy->function->code, &copy->code)) return false;
  copy->word = word_at(copy->code, at.pc);
  copy->caller.pc = reinterpret_cast<const u64*>(header[kHeader + kReturnPc] & ~(kCountedBelow | 1));
  copy->caller.r = link_caller(header[kHeader + kLink]);
  return true;
}

// Writes what stands in front of the line, the line, and what stands in front of the function.
void write_frame(int fd, const FrameCopy& frame, const char* before_file, const char* before_line, const char* before) {
  write_text(fd, before_file);
  write_str(fd, object_at<rt::Str>(frame.code->filename, rt::TypeId::kStr));
  write_text(fd, before_line);
  write_line(fd, line_at(frame.code, frame.word));
  write_text(fd, before);
  write_str(fd, object_at<rt::Str>(frame.code->name, rt::TypeId::kStr));
}

// Appends the decimal digits of a number to a text.
char* append_number(char* to, u64 n) {
  if (n >= 10) to = append_number(to, n / 10);
  *to = static_cast<char>('0' + n % 10);
  return to + 1;
}

// Writes " [name]", by the name that the system knows, as CPython does since 3.14. The system shows it as a file.
void write_system_name(int fd, const rt::Thread* t) {
  u64 id = 0;
  if (rt::library_minor() < 14 || !read_field(t->native_id, &id) || !id) return;
  char path[64] = "/proc/self/task/", name[32];
  std::strcpy(append_number(path + std::strlen(path), id), "/comm");
  int file = ::open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ssize_t size = ::read(file, name, sizeof name - 1);
  ::close(file);
  if (size < 2) return;  // an empty name and the end of the line
  name[size - 1] = 0;
  write_text(fd, " [");
  write_text(fd, name);
  write_text(fd, "]");
}

void dump_titled(int fd, const rt::Thread* t, bool is_current) {
  u64 ident = 0;
  read_field(t->ident, &ident);
  write_text(fd, is_current ? "Current thread 0x" : "Thread 0x");
  write_hex(fd, ident, 16);
  write_system_name(fd, t);
  write_text(fd, " (most recent call first):\n");
  write_frames(fd, saved_place(t));
}

// ---- names of threads

bool has_text(const rt::Str* s, std::string_view wanted) {
  StrCopy copy;
  char text[32];
  return s && read_str(s, &copy) && copy.kind == 1 && copy.length == wanted.size() && copy.length <= sizeof text &&
         read_memory(copy.data, text, copy.length) && std::string_view(text, copy.length) == wanted;
}

// The slot with a slot index, of an object whose shape says where the slots lie. Null: it cannot be read.
const Slot* slot_of(const Object* object, const rt::Shape* shape, u32 index) {
  u32 inline_capacity, slots_offset;
  i32 extra_offset;
  rt::Extra* extra;
  auto* bytes = reinterpret_cast<const char*>(object);
  if (!read_field(shape->inline_capacity, &inline_capacity) || !read_field(shape->slots_offset, &slots_offset))
    return nullptr;
  if (index < inline_capacity) return reinterpret_cast<const Slot*>(bytes + slots_offset) + index;
  bool has_extra = read_field(shape->extra_offset, &extra_offset) && extra_offset > 0 &&
                   read_memory(bytes + extra_offset, &extra, sizeof extra) && extra;
  return has_extra ? extra->slots + (index - inline_capacity) : nullptr;
}

// The str that is an attribute of an instance of a Python class. Null: there is none, or it cannot be read. A shape
// differs from its parent by one attribute.
const rt::Str* text_attribute(u64 instance, std::string_view name) {
  constexpr u32 kMostSteps = rt::kMaxSlots + rt::kMaxRemovals;
  Value v = Value(instance);
  u32 meta;
  gc::ShapeBase** shapes;
  const rt::Shape* first;
  if (!v.is_pointer() || !read_field(v.object()->meta, &meta) || !read_field(gc::g_shapes, &shapes)) return nullptr;
  if (!read_memory(&shapes[meta >> gc::kFlagBits], &first, sizeof first)) return nullptr;
  const rt::Shape* shape = first;
  for (u32 i = 0; i < kMostSteps && shape; ++i) {
    u32 count;
    bool removes;
    if (!read_field(shape->slot_count, &count) || !read_field(shape->removes, &removes)) return nullptr;
    if (has_text(object_at<rt::Str>(shape->name, rt::TypeId::kStr), name)) {
      const Slot* slot = count && !removes ? slot_of(v.object(), first, count - 1) : nullptr;
      return slot ? object_at<rt::Str>(*slot, rt::TypeId::kStr) : nullptr;
    }
    if (!read_field(shape->parent, &shape)) return nullptr;
  }
  return nullptr;
}

// ---- threads that run

// A poll bit that makes a thread take a safepoint, where it saves frame and pc. Any bit would do; this one costs least.
constexpr gc::PollBit kLook = gc::kFreeThreaded ? gc::kPollQuiesce : gc::kPollGilDrop;
// A thread that has not taken the safepoint by then is in a long native call, before which it has saved frame and pc.
constexpr u32 kPatienceUs = 500'000, kLookEveryUs = 1000;

// True if f returns true for every attached thread. False also if another thread holds the registry's lock.
bool for_each_running_thread(bool (*f)(gc::Thread&)) {
  if (!gc::g_registry_mutex.try_lock()) return false;
  bool all = true;
  for (gc::Thread* t = gc::first_thread(); t; t = t->next) all &= !t->attached() || f(*t);
  gc::g_registry_mutex.unlock();
  return all;
}

}  // namespace

void write_text(int fd, std::string_view text) {
  while (!text.empty()) {
    ssize_t n = write(fd, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    text.remove_prefix(static_cast<size_t>(n));
  }
}

void write_hex(int fd, u64 n, u32 width) {
  char digits[16];
  for (u32 i = 0; i < width; ++i) digits[i] = "0123456789abcdef"[n >> (width - 1 - i) * 4 & 15];
  write_text(fd, {digits, width});
}

void refresh_stacks() {
  if (!for_each_running_thread([](gc::Thread& t) {
        gc::request(t, kLook);
        return true;
      }))
    return;
  for (u32 waited = 0; waited < kPatienceUs; waited += kLookEveryUs) {
    usleep(kLookEveryUs);
    if (for_each_running_thread([](gc::Thread& t) { return !(t.poll.load(gc::relaxed) & kLook); })) return;
  }
}

FramePlace saved_place(const rt::Thread* t) {
  FramePlace place = {nullptr, nullptr};
  if (!read_field(t->frame, &place.r) || !read_field(t->pc, &place.pc)) return {nullptr, nullptr};
  return place;
}

bool is_running(FramePlace place) {
  FrameCopy frame;
  u32 count;
  return place.r && read_frame(place, &frame) && read_field(frame.code->word_count, &count) && frame.word >= 0 &&
         frame.word < count;
}

void write_frames(int fd, FramePlace place) {
  if (!place.r) return write_text(fd, "  <no Python frame>\n");
  for (u32 i = 0; place.r; ++i) {
    FrameCopy frame;
    if (i == kMaxFrames) return write_text(fd, "  ...\n");
    if (!read_frame(place, &frame)) return write_text(fd, "  <invalid frame>\n");
    write_frame(fd, frame, "  File \"", "\", line ", " in ");
    write_text(fd, "\n");
    place = frame.caller;
  }
}

void write_functions(int fd, FramePlace place) {
  FrameCopy frame;
  for (u32 i = 0; place.r && i < kMaxFrames && read_frame(place, &frame); ++i, place = frame.caller) {
    write_str(fd, object_at<rt::Str>(frame.function->module, rt::TypeId::kStr));
    write_text(fd, "\t");
    write_str(fd, object_at<rt::Str>(frame.code->qualname, rt::TypeId::kStr));
    write_text(fd, "\n");
  }
}

// A with block is covered by a handler, which keeps the registers below its limit; the topmost two of them are (empty,
// lock). Compare site_of_with() in observe/site.cpp, which need not mistrust what it reads.
bool write_place_of_with(int fd, FramePlace place, const Object* lock) {
  FrameCopy frame;
  for (u32 i = 0; place.r && i < kMaxFrames && read_frame(place, &frame); ++i, place = frame.caller) {
    const comp::Handler* handlers;
    u32 count;
    if (!read_field(frame.code->handlers, &handlers) || !read_field(frame.code->handler_count, &count)) return false;
    for (u32 j = 0; j < count; ++j) {
      comp::Handler handler;
      u64 kept[2];
      if (!read_memory(handlers + j, &handler, sizeof handler)) return false;
      if (frame.word < handler.start || frame.word >= handler.end || handler.limit < 2 || handler.start == 0) continue;
      if (!read_memory(place.r + handler.limit - 2, kept, sizeof kept)) return false;
      Value held = Value(kept[1]);
      if (kept[0] || !held.is_pointer() || !kept[1] || held.stripped().object() != lock) continue;
      frame.word = handler.start - 1;
      write_frame(fd, frame, "", ":", ", in ");
      return true;
    }
  }
  return false;
}

void dump_stack(int fd, const rt::Thread* t) {
  write_text(fd, "Stack (most recent call first):\n");
  write_frames(fd, saved_place(t));
}

// A thread that a script has started by `threading` runs Thread._bootstrap(self) in its outermost frame.
void write_thread_name(int fd, const rt::Thread* t) {
  constexpr u32 kDeepest = 1000;
  const Value *r, *outermost = nullptr;
  if (!read_field(t->frame, &r)) return;
  for (u32 i = 0; r && i < kDeepest; ++i) {
    u64 link;
    outermost = r;
    if (!read_memory(r + kLink, &link, sizeof link)) return;
    r = link_caller(link);
  }
  u64 first_argument;
  if (r || !outermost || !read_memory(outermost, &first_argument, sizeof first_argument)) return;
  if (const rt::Str* name = text_attribute(first_argument, "_name")) write_str(fd, name);
}

void dump_stacks(int fd, const rt::Thread* current, i64 most) {
  if (!gc::g_registry_mutex.try_lock()) {
    if (current) dump_titled(fd, current, true);
    return;
  }
  i64 count = 0;
  for (gc::Thread* t = gc::first_thread(); t; t = t->next) {
    if (count) write_text(fd, "\n");
    if (count++ >= most) {
      write_text(fd, "...\n");
      break;
    }
    dump_titled(fd, static_cast<rt::Thread*>(t), t == current);
  }
  gc::g_registry_mutex.unlock();
}

}  // namespace vm
