// Module objects. The attributes of a module are the entries of its dict.
#pragma once

#include "runtime/types/containers/dict.h"

namespace rt {

struct Module : Object {
  Dict* dict;  // owned; never null
  Slot name;
  const struct ModuleDef* def;  // native modules; else null
  void* extension;              // what interp/capi/ keeps for a module of a C extension (owned); else null
};

Ref make_module(Thread& t, Value name);
Ref make_module(Thread& t, const char* name);

}  // namespace rt
