// What few named result tuples need beyond make_struct_sequence (tuple.h).
#pragma once

#include "runtime/types/containers/tuple.h"

namespace rt {

// Fills hidden fields of an instance that Python code makes of a sequence: fields[i] is field number i, None where
// neither the sequence nor the dict had a value. Runs no Python code.
using CompleteFields = void (*)(Thread& t, Ref* fields);

// `type` is a result of make_struct_sequence, and nobody has made instances of it yet.
void complete_struct_sequence(Type* type, CompleteFields complete);

// As make_struct_sequence, at `place`, static memory of a C extension (make_extension_type in type.h); null: new
// memory. The texts live as long as the program.
Type* make_struct_sequence_at(Thread& t, Type* place, const char* name, const char* doc,
                              const StructSequenceField* fields, u32 visible);
// The number of fields of an instance of such a type, hidden ones included. 0: the type is another one.
u32 struct_sequence_fields(const Type* type);

}  // namespace rt
