// Arrays of slots, which say what a module or a class is made of (PEP 820).
#pragma once

#include <vector>

#include "interp/capi/capi.h"

namespace capi {

enum class SlotsOf : u8 { kModule, kType };

// The slots of an array and of those that are nested in it, in their order and with the numbers of 3.15, in *out.
// False: SystemError is pending: a number is unknown and not optional, or none of such a thing.
bool flatten_slots(Thread& t, const PySlot* slots, SlotsOf what, std::vector<PySlot>* out);

// The number of 3.15 for one of the four that modules and classes had for different things before.
inline int new_slot_id(int id, SlotsOf what) {
  return id < 1 || id > 4 ? id : id - 1 + (what == SlotsOf::kModule ? Py_mod_create : Py_bf_getbuffer);
}

}  // namespace capi
