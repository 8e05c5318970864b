// What the collector asks about kinds of objects (gc::RuntimeHooks::self_contained).
#pragma once

#include "runtime/object/class.h"
#include "runtime/object/type.h"

namespace rt {

// True of objects that consist of slots and tables of their own and drop them when they die: instances of classes that have no native base, and
// the containers that programs are made of. Not of those that take leave of another object first, as a view does of its buffer.
inline bool self_contained(const gc::Lifetime& lifetime) {
  constexpr TypeId kContainers[] = {TypeId::kList, TypeId::kDict, TypeId::kTuple, TypeId::kSet, TypeId::kFrozenSet, TypeId::kCell, TypeId::kMethod};
  if (!lifetime.dispose || lifetime.dispose == dispose_instance) return true;
  for (TypeId id : kContainers) {
    if (lifetime.dispose == builtin_type(id)->lifetime.dispose) return true;
  }
  return false;
}

}  // namespace rt
