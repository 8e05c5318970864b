// Capsules: objects that carry a pointer of C code under a name. interp/capi/capsule.cpp has the API's functions.
#pragma once

#include "runtime/object/type.h"

struct _object;  // C's view of an object: the type behind PyObject*

namespace vm {

// Any thread may read and change the fields; the API has no function that needs two of them at one moment.
struct Capsule : rt::Object {
  gc::Atomic<void*> pointer;     // never null
  gc::Atomic<const char*> name;  // of C, which keeps it alive; may be null
  gc::Atomic<void*> context;
  gc::Atomic<void (*)(_object*)> destructor;  // or null
};

}  // namespace vm
