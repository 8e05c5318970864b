// The definition of module itertools; the types are in the other files.
#include "runtime/library/functional/itertools.h"

#include <cstring>
#include <new>

#include "runtime/object/native_modules.h"

namespace rt {

namespace {

bool init(Thread& t, Value module) {
  return itertools::add_infinite(t, module) && itertools::add_selecting(t, module) &&
         itertools::add_combining(t, module) && itertools::add_combinatoric(t, module) &&
         itertools::add_grouping(t, module) && itertools::add_tee(t, module);
}

bool is_for_pickles(const MethodDef& row) {
  return row.name && (!std::strcmp(row.name, "__reduce__") || !std::strcmp(row.name, "__setstate__"));
}

}  // namespace

bool itertools::add_iterator_type(Thread& t, Value module, Type*& type, const TypeSpec& spec) {
  if (type || library_minor() < 14) return add_native_type(t, module, type, spec);
  auto* kept = new (std::nothrow) TypeSpec(spec);  // as long as the type, for ever
  if (!kept) return raise_memory_error(t);
  while (kept->methods && is_for_pickles(*kept->methods)) ++kept->methods;
  return add_native_type(t, module, type, *kept);
}

const ModuleDef kItertoolsModule = {"itertools", "Building blocks of iterators.", nullptr, init};

}  // namespace rt
