// Since 3.14 an error that pickle or json meets says what was being written: a note for each object around it.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// Adds the note "when serializing CLASS PART", or "when serializing CLASS item KEY", to the pending error; CLASS is
// that of `object`. With older libraries, or if the note cannot be made, the error stays as it is. Always false.
bool note_part_py(Thread& t, Value object, const char* part);
bool note_item_py(Thread& t, Value object, Value key);

}  // namespace rt
