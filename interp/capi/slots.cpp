// Arrays of slots, flat.
#include "interp/capi/slots.h"

namespace capi {

namespace {

constexpr int kDeepest = 5;  // arrays in arrays; CPython has the same limit

bool is_of(int id, SlotsOf what) {
  bool of_module = (id >= Py_mod_create && id <= Py_mod_gil) || id == Py_mod_slots ||
                   (id >= Py_mod_name && id <= Py_mod_state_free) || id == Py_mod_abi || id == Py_mod_token;
  return id == Py_slot_subslots || of_module == (what == SlotsOf::kModule);
}

struct Flattening {
  Thread& t;
  SlotsOf what;
  std::vector<PySlot>* out;

  const char* noun() const { return what == SlotsOf::kModule ? "module" : "type"; }

  bool add(PySlot slot, int depth) {
    int id = new_slot_id(slot.sl_id, what);
    slot.sl_id = static_cast<uint16_t>(id);
    if (id > Py_mod_token) {
      if (slot.sl_flags & PySlot_OPTIONAL) return true;
      return rt::raise(t, rt::kSystemErrorType, "unknown %s slot ID %d", noun(), id);
    }
    if (!is_of(id, what)) return rt::raise(t, rt::kSystemErrorType, "invalid %s slot %d", noun(), id);
    if (id == Py_slot_subslots) return add_all(static_cast<const PySlot*>(slot.sl_ptr), depth + 1);
    if (id == Py_mod_slots) return add_old(static_cast<const PyModuleDef_Slot*>(slot.sl_ptr), depth + 1);
    if (id == Py_tp_slots) return add_old(static_cast<const PyType_Slot*>(slot.sl_ptr), depth + 1);
    out->push_back(slot);
    return true;
  }

  bool check_depth(int depth) {
    return depth <= kDeepest || rt::raise(t, rt::kSystemErrorType, "%s slots are nested too deep", noun());
  }

  bool add_all(const PySlot* slots, int depth) {
    if (!check_depth(depth)) return false;
    for (; slots && slots->sl_id != Py_slot_end; ++slots)
      if (!add(*slots, depth)) return false;
    return true;
  }

  // Arrays of before 3.15 stay.
  bool add_old(const PyModuleDef_Slot* slots, int depth) {
    for (; slots && slots->slot; ++slots)
      if (!add_pair(slots->slot, slots->value, depth)) return false;
    return true;
  }
  bool add_old(const PyType_Slot* slots, int depth) {
    for (; slots && slots->slot; ++slots)
      if (!add_pair(slots->slot, slots->pfunc, depth)) return false;
    return true;
  }
  bool add_pair(int id, void* value, int depth) {
    if (!check_depth(depth)) return false;
    PySlot slot = {static_cast<uint16_t>(id), PySlot_STATIC | PySlot_INTPTR, {0}, {value}};
    if (id < 0 || id >= Py_slot_invalid) slot.sl_id = Py_slot_invalid;
    return add(slot, depth);
  }
};

}  // namespace

bool flatten_slots(Thread& t, const PySlot* slots, SlotsOf what, std::vector<PySlot>* out) {
  return Flattening{t, what, out}.add_all(slots, 0);
}

}  // namespace capi
