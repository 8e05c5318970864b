// refscope.explain() of an object that exports a buffer: whose memory the buffer shows.
//
//   memoryview --obj--> view of an array --base--> array         the array's own memory
//                                        --base--> capsule       C code's: the capsule exports no buffer
//
// `base` counts if it is an attribute of a class in C and leads to an object whose memory has these bytes in it. So
// classes say it by what they have, and none is known here by its name.
#include <dlfcn.h>
#include <link.h>

#include <cstdio>

#include "runtime/library/core/refscope.h"
#include "runtime/object/ops.h"
#include "runtime/object/slots_generic.h"
#include "runtime/types/bytes/lender.h"
#include "runtime/types/bytes/memoryview_parts.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr int kMostBases = 100;  // a circle of them ends somewhere

struct MemoryRange {
  const u8 *begin = nullptr, *end = nullptr;
  i64 bytes = 0;  // of the items, which may lie apart
  bool empty() const { return bytes == 0; }
  bool has(const MemoryRange& other) const { return begin <= other.begin && other.end <= end; }
};

MemoryRange range_of(const Buffer& b) {
  const u8* begin = static_cast<const u8*>(b.data);
  MemoryRange range = {begin, begin + b.bytes, b.bytes};
  if (!b.strides || !b.shape || !b.bytes) return range;
  range.end = begin + b.item_size;
  for (int i = 0; i < b.ndim; ++i) {
    i64 way = (b.shape[i] - 1) * b.strides[i];
    (way < 0 ? range.begin : range.end) += way;
  }
  return range;
}

// Empty: it exports no buffer, or none now. Not asked are classes in Python, whose __buffer__ may do anything.
MemoryRange memory_of_py(Thread& t, Value x) {
  auto get = type_of(x)->slots.get_buffer;
  if (!get || get == generic::get_buffer) return {};
  BufferView view(t, x, BufferUse::kLayout);
  if (view) return range_of(view.b);
  clear_error(t);
  return {};
}

// What lends its memory to `x`: None if nothing does; empty if `x` does not tell.
Ref lender_of_py(Thread& t, Value x) {
  if (!is_memoryview(x)) return base_of_exporter(t, x);
  Ref lender = getattr_py(t, x, "obj");
  if (!lender) clear_error(t);
  return lender;
}

std::string hexadecimal_address(const void* address) {
  char text[24];
  snprintf(text, sizeof text, "%p", address);
  return text;
}

// "the ndarray at 0x7f3c10, owned by thread 2"
std::string named(const Thread& t, Value x) {
  std::string name = std::string("the ") + type_name(x) + " at " + hexadecimal_address(x.object());
  const Object* object = x.object();
  HeaderCopy header = {object->owner.load(gc::relaxed), 0, 0, 0, object->immortal()};
  return name + (gc::kFreeThreaded ? ", owned by " : ", made by ") + owner_in_words(t, header);
}

std::string of_c_code(const MemoryRange& memory) {
  std::string library = library_around(memory.begin);
  return "C code outside of the interpreter" + (library.empty() ? "" : ": they are static memory of " + library);
}

std::string owner_of_memory_py(Thread& t, Value x, const MemoryRange& memory) {
  Ref at = Ref::share(t, x);
  for (int i = 0; i < kMostBases; ++i) {
    Ref lender = lender_of_py(t, at);
    bool nobody = !lender || lender.get() == kNone;
    if (nobody && (is_memoryview(at) || !library_around(memory.begin).empty())) return of_c_code(memory);
    if (nobody) break;
    if (!lender.get().is_pointer() || !memory_of_py(t, lender).has(memory))
      return of_c_code(memory) + ", for which a " + type_name(lender) + " stands";
    at = std::move(lender);
  }
  return is_same(at.get(), x) ? "the object itself" : named(t, at);
}

}  // namespace

std::string library_around(const void* address) {
  dl_find_object found;
  if (_dl_find_object(const_cast<void*>(address), &found) != 0 || !*found.dlfo_link_map->l_name) return "";
  return found.dlfo_link_map->l_name;
}

std::string memory_in_words_py(Thread& t, Value x) {
  MemoryRange memory = memory_of_py(t, x);
  if (memory.empty()) return "";
  std::string what = memory.bytes == 1 ? "its byte at " : "its " + std::to_string(memory.bytes) + " bytes at ";
  const char* belong = memory.bytes == 1 ? " belongs to " : " belong to ";
  return what + hexadecimal_address(memory.begin) + belong + owner_of_memory_py(t, x, memory);
}

}  // namespace rt
