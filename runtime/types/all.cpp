// Start-up of the built-in types.
#include "runtime/types/all.h"

#include "runtime/object/class.h"
#include "runtime/types/buffer_loan.h"
#include "runtime/types/exception.h"
#include "runtime/types/lazy_annotations.h"
#include "runtime/types/str.h"

namespace rt {

void init_all_types(Thread& t) {
  init_text_hash();
  init_object_model(t);
  init_errors(t);
  init_lazy_annotations(t);
  init_buffer_loans(t);
}

}  // namespace rt
