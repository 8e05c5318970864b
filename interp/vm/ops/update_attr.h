// The superinstruction for o.name += x (update_attr.cpp).
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// The specialised form of a GET_ATTR whose attribute lies in a slot: a superinstruction if the next two instructions
// compute with the attribute and store the result in the same attribute of the same local; otherwise GET_ATTR_SLOT.
// pc: the word after that of GET_ATTR, insn.
Special updating_form(const u64* pc, u64 insn);

}  // namespace vm
