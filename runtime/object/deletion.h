// Attributes that can be set, but not deleted.
#pragma once

#include "runtime/object/error.h"
#include "runtime/object/native_modules.h"

namespace rt {

// The error of a setter that gets no value.
inline Error raise_undeletable(Thread& t, Value self, const char* name) {
  if (library_minor() < 15) return raise(t, kAttributeErrorType, "cannot delete attribute");
  return raise(t, kAttributeErrorType, "attribute '%s' of '%N' objects cannot be deleted", name, type_of(self));
}

}  // namespace rt
