// Classes of slots (PEP 820): PyType_FromSlots() makes a spec of them.
#include "interp/capi/c_type.h"
#include "interp/capi/slots.h"

using namespace capi;

namespace {

class TypeReading {
 public:
  explicit TypeReading(Thread& t) : t_(t) {}

  // False: SystemError is pending.
  bool run(const PySlot* slots) {
    std::vector<PySlot> flat;
    if (!flatten_slots(t_, slots, SlotsOf::kType, &flat)) return false;
    for (const PySlot& slot : flat)
      if (!check(slot) || !take(slot)) return false;
    if (!spec_.name) return rt::raise(t_, rt::kSystemErrorType, "Py_tp_name slot is required.");
    if (spec_.basicsize && extra_)
      return rt::raise(t_, rt::kSystemErrorType,
                       "type %s: Py_tp_basicsize and Py_tp_extra_basicsize are mutually exclusive", spec_.name);
    if (extra_) spec_.basicsize = -extra_;
    rows_.push_back({0, nullptr});
    spec_.slots = rows_.data();
    return true;
  }
  PyObject* make() { return PyType_FromMetaclass(metaclass_, module_, &spec_, nullptr); }

 private:
  bool check(const PySlot& slot) {
    const char* table = slot.sl_id == Py_tp_methods   ? "Py_tp_methods"
                        : slot.sl_id == Py_tp_members ? "Py_tp_members"
                        : slot.sl_id == Py_tp_getset  ? "Py_tp_getset"
                                                      : nullptr;
    if (table && !(slot.sl_flags & PySlot_STATIC))
      return rt::raise(t_, rt::kSystemErrorType, "%s requires PySlot_STATIC", table);
    if (slot.sl_id == Py_tp_token && !slot.sl_ptr)
      return rt::raise(t_, rt::kSystemErrorType,
                       "Py_tp_token: Py_TP_USE_SPEC (NULL) can only be used with PyType_Spec");
    return true;
  }

  bool take_size(const char* name, const PySlot& slot, int* size) {
    if (slot.sl_size <= 0) return rt::raise(t_, rt::kSystemErrorType, "%s must be positive", name);
    if (slot.sl_size > INT32_MAX) return rt::raise(t_, rt::kSystemErrorType, "%s is too big", name);
    *size = static_cast<int>(slot.sl_size);
    return true;
  }

  bool take(const PySlot& slot) {
    switch (slot.sl_id) {
      case Py_tp_name: spec_.name = static_cast<const char*>(slot.sl_ptr); return true;
      case Py_tp_flags: spec_.flags = static_cast<unsigned>(slot.sl_uint64); return true;
      case Py_tp_metaclass: metaclass_ = static_cast<PyTypeObject*>(slot.sl_ptr); return true;
      case Py_tp_module: module_ = static_cast<PyObject*>(slot.sl_ptr); return true;
      case Py_tp_basicsize: return take_size("Py_tp_basicsize", slot, &spec_.basicsize);
      case Py_tp_extra_basicsize: return take_size("Py_tp_extra_basicsize", slot, &extra_);
      case Py_tp_itemsize: return take_size("Py_tp_itemsize", slot, &spec_.itemsize);
      default: rows_.push_back({slot.sl_id, slot.sl_ptr}); return true;
    }
  }

  Thread& t_;
  PyType_Spec spec_{};
  int extra_ = 0;
  PyTypeObject* metaclass_ = nullptr;
  PyObject* module_ = nullptr;
  std::vector<PyType_Slot> rows_;
};

}  // namespace

PyObject* PyType_FromSlots(PySlot* slots) {
  Call call;
  TypeReading reading(call);
  return !call.lacks(slots) && reading.run(slots) ? reading.make() : nullptr;
}
