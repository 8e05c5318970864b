// The address of an object as reprs show it: "0x7f...".
#pragma once

#include <cstdio>

#include "runtime/object/value.h"

namespace rt {

struct Address {
  explicit Address(Value v) {
    std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(v.bits() & ~u64{8}));
  }
  char text[24];
};

}  // namespace rt
