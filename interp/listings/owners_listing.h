// `--dis=owners`: the bytecode of a script, and who owns the reference in each operand.
#pragma once

#include "interp/compile/code.h"
#include "runtime/object/ref.h"

namespace vm {

// The listing of a code object and of those nested in it, with one word for each operand and a legend of the words that
// occur. What an instruction does with an operand comes from its row of ops.def, what a temporary holds from the
// verifier. The result is a str; empty: an error is pending (constants have a repr, which may run Python code).
rt::Ref owners_listing_py(rt::Thread& t, comp::Code* code);

}  // namespace vm
