#include "runtime/object/class_dicts.h"

#include <unordered_set>

#include "runtime/object/shape.h"
#include "runtime/types/containers/dict.h"

namespace rt {

namespace {

// Under g_type_mutex. Never destroyed, because classes may outlive static objects.
std::unordered_set<const gc::Object*>& class_dicts() {
  static auto* dicts = new std::unordered_set<const gc::Object*>;
  return *dicts;
}

}  // namespace

void class_dict_made(Dict* dict) {
  gc::MutexGuard guard(g_type_mutex);
  class_dicts().insert(dict);
}

void class_dict_goes(Dict* dict) {
  gc::MutexGuard guard(g_type_mutex);
  class_dicts().erase(dict);
}

bool is_class_dict(const gc::Object* object) {
  if (object->shape_id() != static_cast<gc::u32>(TypeId::kDict)) return false;
  gc::MutexGuard guard(g_type_mutex);
  return class_dicts().contains(object);
}

}  // namespace rt
