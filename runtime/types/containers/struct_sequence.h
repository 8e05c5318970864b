// What few named result tuples need beyond make_struct_sequence (tuple.h).
#pragma once

#include "runtime/types/containers/tuple.h"

namespace rt {

// Fills hidden fields of an instance that Python code makes of a sequence: fields[i] is field number i, None where
// neither the sequence nor the dict had a value. Runs no Python code.
using CompleteFields = void (*)(Thread& t, Ref* fields);

// `type` is a result of make_struct_sequence, and nobody has made instances of it yet.
void complete_struct_sequence(Type* type, CompleteFields complete);

}  // namespace rt
