// Start-up of the built-in types.
#include "runtime/types/all.h"

#include "runtime/object/class.h"
#include "runtime/types/exception.h"

namespace rt {

void init_all_types(Thread& t) {
  init_object_model(t);
  init_errors(t);
}

}  // namespace rt
