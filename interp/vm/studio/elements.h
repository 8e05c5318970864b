// Elements of memory that objects lend to others (PEP 3118): of bytearrays, of arrays, of views, and of the arrays of
// compiled extensions. Two views of one memory have the same elements, so an element is named by its address. It
// belongs to the object that has the memory.
#pragma once

#include "runtime/object/thread.h"

namespace vm {

struct Element {
  gc::Object* owner = nullptr;  // null: there is none, or it cannot be told
  gc::u64 address = 0;
};

// What object[key] reads or writes, if the key is an int or a tuple with an int for each dimension. The owner is
// borrowed from the object. Runs no Python code, sets no error.
Element find_element(rt::Thread& t, rt::Value object, rt::Value key);

}  // namespace vm
