// Start-up of the built-in types, in an order in which each step finds its requirements.
#include "runtime/types/all.h"

#include "runtime/object/class.h"
#include "runtime/types/bytes/buffer_loan.h"
#include "runtime/types/classes/lazy_annotations.h"
#include "runtime/types/classes/union.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

namespace rt {

void init_all_types(Thread& t) {
  init_text_hash();
  define_union_type();
  init_object_model(t);
  init_errors(t);
  init_lazy_annotations(t);
  init_buffer_loans(t);
}

}  // namespace rt
