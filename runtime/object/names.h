// The interned strs that the runtime itself uses as attribute names (names.def). They are immortal, so Values of them
// never dangle; name(N::__init__) is one load.
#pragma once

#include "runtime/object/value.h"

namespace rt {

enum class N : u32 {
#define NAME(n) n,
#include "runtime/object/names.def"
#undef NAME
  kCount
};
extern Value g_names[static_cast<u32>(N::kCount)];
inline Value name(N n) { return g_names[static_cast<u32>(n)]; }
// Called once, by init_object_model().
void init_names(struct Thread& t);

}  // namespace rt
