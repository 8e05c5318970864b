// Elements of memory that objects lend to others (PEP 3118): of bytearrays, of arrays, of views, and of the arrays of
// compiled extensions. Two views of one memory have the same elements, so an element is named by its address. It
// belongs to the object that has the memory.
#pragma once

#include <vector>

#include "runtime/object/thread.h"

namespace vm {

struct Element {
  gc::Object* owner = nullptr;  // null: there is none, or it cannot be told
  gc::u64 address = 0;
};

// What object[key] reads or writes, if the key is an int or a tuple with an int for each dimension. The owner is
// borrowed from the object. Runs no Python code, sets no error.
Element find_element(rt::Thread& t, rt::Value object, rt::Value key);

// What a slice reads or writes. Of more than kMostElements these are some: the first, the last, and those whose number
// in memory is a multiple of a power of two, so that two slices that overlap by more than a sixtieth of the longer one
// have some in common.
inline constexpr gc::i64 kMostElements = 64;
struct Elements {
  gc::Object* owner = nullptr;  // null: there is none, or they cannot be told
  std::vector<gc::u64> addresses;
};
// Of object[start:stop:step], where empty values are bounds that are left out: all three, for the whole memory. If the
// object has several dimensions, of the first one; its items must lie in a row. As find_element().
Elements find_elements(rt::Thread& t, rt::Value object, rt::Value start, rt::Value stop, rt::Value step);
// True if a slice of the object is a copy, for which its elements are read; else the slice is one more view of them.
bool copies_slices(rt::Value object);

}  // namespace vm
