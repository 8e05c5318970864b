// The definition of module itertools; the types are in the other files.
#include "runtime/library/functional/itertools.h"

namespace rt {

namespace {

bool init(Thread& t, Value module) {
  return itertools::add_infinite(t, module) && itertools::add_selecting(t, module) &&
         itertools::add_combining(t, module) && itertools::add_combinatoric(t, module) &&
         itertools::add_grouping(t, module) && itertools::add_tee(t, module);
}

}  // namespace

const ModuleDef kItertoolsModule = {"itertools", "Building blocks of iterators.", nullptr, init};

}  // namespace rt
