// Classes that extensions make at run time from tables: PyType_FromSpec() and its relatives.
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>

#include "gc/heap/vital.h"
#include "interp/capi/c_type.h"
#include "interp/capi/modules.h"
#include "interp/capi/slots.h"
#include "runtime/object/class.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace {

// Null: not made by an extension.
const ModuleParts* module_parts(PyObject* module) {
  Value v = bare_value(module);
  return rt::has_layout(v, rt::TypeId::kModule) ? parts_of_module(v) : nullptr;
}
// A class that an extension has made at run time. Null: another one.
const PyHeapTypeObject* heap_type(PyTypeObject* type) {
  bool is_one = type->tp_flags & Py_TPFLAGS_HEAPTYPE && is_c_class(type_at(type));
  return is_one ? reinterpret_cast<PyHeapTypeObject*>(type) : nullptr;
}

// For data of any type of C.
Py_ssize_t aligned(Py_ssize_t bytes) {
  return static_cast<Py_ssize_t>(gc::align_up(static_cast<size_t>(bytes), alignof(std::max_align_t)));
}
// Where the data of a class with a negative basicsize lie in an instance, by the base.
Py_ssize_t own_data(const rt::Type* base) { return aligned(struct_bytes(base)); }

// Whether an immutable class may have these bases. False: TypeError is pending.
bool check_immutable(Call& call, const char* name, const rt::Tuple& bases) {
  for (u64 i = 0; i < bases.length; ++i) {
    auto* base = bases[i].as<rt::Type>();
    if (!(base->flags & rt::kTypeImmutableFlag))
      return rt::raise_type_error(call, "Creating immutable type %s from mutable base %N", name, base);
  }
  return true;
}

// Members that an extension sets and asks for, and that are no slots of ours.
#define PLAIN(name) {Suite::kType, offsetof(PyTypeObject, name), 0, nullptr, nullptr, nullptr, Py_##name}
constexpr SlotRow kPlainRows[] = {
    PLAIN(tp_alloc),
    PLAIN(tp_clear),
    PLAIN(tp_dealloc),
    PLAIN(tp_del),
    PLAIN(tp_finalize),
    PLAIN(tp_free),
    PLAIN(tp_getattr),
    PLAIN(tp_getset),
    PLAIN(tp_is_gc),
    PLAIN(tp_members),
    PLAIN(tp_methods),
    PLAIN(tp_setattr),
    PLAIN(tp_traverse),
    PLAIN(tp_vectorcall),
    {Suite::kAsync, offsetof(PyAsyncMethods, am_send), 0, nullptr, nullptr, nullptr, Py_am_send},
};
#undef PLAIN

// Null: none has this number.
const SlotRow* find_row(const SlotRow* rows, size_t count, int id) {
  const SlotRow* end = rows + count;
  const SlotRow* row = std::find_if(rows, end, [&](const SlotRow& each) { return each.id && each.id == id; });
  return row == end ? nullptr : row;
}
const SlotRow* row_of_slot(int id) {
  const SlotRow* row = find_row(kSlotRows, kSlotRowCount, id);
  return row ? row : find_row(kPlainRows, std::size(kPlainRows), id);
}

class FromSpec {
 public:
  FromSpec(Call& call, PyTypeObject* metaclass, PyObject* module, PyType_Spec* spec, PyObject* bases)
      : call_(call), metaclass_(metaclass), module_(module), spec_(spec), bases_(bases) {}

  PyObject* run_py() {
    if (!spec_->name) return rt::raise(call_, rt::kSystemErrorType, "Type spec does not define the name field.");
    if (!check_repeats() || !read_bases() || !find_metaclass()) return nullptr;
    PyHeapTypeObject* type = new_heap_type(metaclass_);
    if (!type) return PyErr_NoMemory();
    if (!fill(type) || PyType_Ready(&type->ht_type) < 0) return nullptr;
    if (!finish(type)) return nullptr;
    return reinterpret_cast<PyObject*>(&type->ht_type);
  }

 private:
  // A function may be given twice, and the last one counts. What belongs to the class may not.
  bool check_repeats() {
    constexpr std::pair<int, const char*> kOnce[] = {{Py_tp_doc, "Py_tp_doc"}, {Py_tp_members, "Py_tp_members"}};
    for (auto [id, name] : kOnce) {
      int count = 0;
      for (const PyType_Slot* slot = spec_->slots; slot && slot->slot; ++slot) count += slot->slot == id;
      if (count > 1) return rt::raise(call_, rt::kSystemErrorType, "type %s has multiple %s slots", spec_->name, name);
    }
    return true;
  }

  bool read_bases() {
    for (PyType_Slot* slot = spec_->slots; slot && slot->slot; ++slot) {
      if (slot->slot == Py_tp_bases && !bases_) bases_ = static_cast<PyObject*>(slot->pfunc);
      if (slot->slot == Py_tp_base && !bases_) bases_ = static_cast<PyObject*>(slot->pfunc);
    }
    Value given = bases_ ? value(bases_) : Value(rt::kObjectType);
    bases_tuple_ = rt::is_tuple(given) ? Ref::share(call_, given) : rt::make_tuple(call_, given);
    if (!bases_tuple_) return false;
    base_ = rt::best_base(call_, bases_tuple_);
    if (!base_) return false;
    bool may_not_change = spec_->flags & Py_TPFLAGS_IMMUTABLETYPE && rt::library_minor() >= 14;
    if (may_not_change && !check_immutable(call_, spec_->name, *rt::as_tuple(bases_tuple_))) return false;
    if (base_->flags & rt::kTypeSubclassable) return true;
    return rt::raise_type_error(call_, "type '%N' is not an acceptable base type", base_);
  }

  bool find_metaclass() {
    rt::Type* wanted = metaclass_ ? type_at(metaclass_) : rt::kTypeType;
    wanted = rt::most_derived_metaclass(call_, wanted, bases_tuple_);
    metaclass_ = wanted ? c_type(wanted) : nullptr;
    return wanted != nullptr;
  }

  bool fill(PyHeapTypeObject* heap) {
    PyTypeObject* type = &heap->ht_type;
    type->tp_name = strdup(spec_->name);
    type->tp_flags = spec_->flags | Py_TPFLAGS_HEAPTYPE;
    type->tp_itemsize = spec_->itemsize;
    type->tp_as_async = &heap->as_async;
    type->tp_as_number = &heap->as_number;
    type->tp_as_sequence = &heap->as_sequence;
    type->tp_as_mapping = &heap->as_mapping;
    type->tp_as_buffer = &heap->as_buffer;
    type->tp_base = c_type(base_);
    type->tp_bases = give(Ref::share(call_, bases_tuple_));
    for (PyType_Slot* slot = spec_->slots; slot && slot->slot; ++slot)
      if (!set(type, *slot)) return false;
    // A negative size is that of the data behind the base's struct; 0 adds nothing.
    type->tp_basicsize = spec_->basicsize > 0    ? spec_->basicsize
                         : spec_->basicsize == 0 ? struct_bytes(base_)
                                                 : own_data(base_) + aligned(-spec_->basicsize);
    return take_places(type);
  }

  bool set(PyTypeObject* type, const PyType_Slot& slot) {
    int id = new_slot_id(slot.slot, SlotsOf::kType);
    if (const SlotRow* row = row_of_slot(id)) return *member_at(type, *row) = slot.pfunc, true;
    switch (id) {
      case Py_tp_base:
      case Py_tp_bases: return true;
      case Py_tp_doc: type->tp_doc = slot.pfunc ? strdup(static_cast<const char*>(slot.pfunc)) : nullptr; return true;
      case Py_tp_token: token_ = slot.pfunc ? slot.pfunc : spec_; return true;
      default: return rt::raise(call_, rt::kSystemErrorType, "unknown type slot ID %d", id);
    }
  }

  // The table of the extension may be constant.
  static PyMemberDef* copy_of(const PyMemberDef* rows) {
    size_t count = 1;
    while (rows[count - 1].name) ++count;
    return static_cast<PyMemberDef*>(std::memcpy(gc::vital_alloc(count * sizeof *rows), rows, count * sizeof *rows));
  }

  // Members that are places for the interpreter, and those that count from the class's own data.
  bool take_places(PyTypeObject* type) {
    bool relative = false;
    for (PyMemberDef* row = type->tp_members; row && row->name; ++row) relative |= row->flags & Py_RELATIVE_OFFSET;
    if (relative) type->tp_members = copy_of(type->tp_members);
    for (PyMemberDef* row = type->tp_members; row && row->name; ++row) {
      if (row->flags & Py_RELATIVE_OFFSET) {
        if (spec_->basicsize > 0)
          return rt::raise(call_, rt::kSystemErrorType, "With Py_RELATIVE_OFFSET, basicsize must be extended");
        if (row->offset < 0) return rt::raise(call_, rt::kSystemErrorType, "Member offset must not be negative");
        if (row->offset >= -spec_->basicsize)
          return rt::raise(call_, rt::kSystemErrorType, "Member offset out of range (0..extra_basicsize)");
        row->offset += own_data(base_);
        row->flags &= ~Py_RELATIVE_OFFSET;
      }
      if (std::strcmp(row->name, "__weaklistoffset__") == 0) type->tp_weaklistoffset = row->offset;
      if (std::strcmp(row->name, "__dictoffset__") == 0) type->tp_dictoffset = row->offset;
      if (std::strcmp(row->name, "__vectorcalloffset__") == 0) type->tp_vectorcall_offset = row->offset;
    }
    return true;
  }

  bool finish(PyHeapTypeObject* heap) {
    if (module_) heap->ht_module = give(Ref::share(call_, value(module_)));
    heap->ht_token = token_;
    rt::Type* type = type_at(&heap->ht_type);
    heap->ht_name = word(type->name.get_shared());
    heap->ht_qualname = word(type->qualname.get_shared());
    if (std::strchr(spec_->name, '.')) return true;
    // A name without a dot has no module.
    Ref module = module_ ? rt::getattr_py(call_, value(module_), "__name__") : Ref();
    if (rt::error_pending(call_)) rt::clear_error(call_);
    return !module || rt::type_set_attribute_py(call_, type, rt::name(rt::N::__module__), module) ||
           (rt::clear_error(call_), true);
  }

  Call& call_;
  PyTypeObject* metaclass_;
  PyObject* module_;
  PyType_Spec* spec_;
  PyObject* bases_;
  Ref bases_tuple_;
  rt::Type* base_ = nullptr;
  void* token_ = nullptr;
};

}  // namespace

PyObject* PyType_FromMetaclass(PyTypeObject* metaclass, PyObject* module, PyType_Spec* spec, PyObject* bases) {
  Call call;
  if (call.lacks(spec)) return nullptr;
  show_classes(call);
  return FromSpec(call, metaclass, module, spec, bases).run_py();
}
PyObject* PyType_FromModuleAndSpec(PyObject* module, PyType_Spec* spec, PyObject* bases) {
  return PyType_FromMetaclass(nullptr, module, spec, bases);
}
PyObject* PyType_FromSpecWithBases(PyType_Spec* spec, PyObject* bases) {
  return PyType_FromMetaclass(nullptr, nullptr, spec, bases);
}
PyObject* PyType_FromSpec(PyType_Spec* spec) { return PyType_FromMetaclass(nullptr, nullptr, spec, nullptr); }

// ---- what a class has

unsigned long PyType_GetFlags(PyTypeObject* type) { return type->tp_flags; }

void* PyType_GetSlot(PyTypeObject* type, int given) {
  Call call;
  int id = new_slot_id(given, SlotsOf::kType);
  if (const SlotRow* row = row_of_slot(id)) return member_of(type, *row);
  switch (id) {
    case Py_tp_base: return type->tp_base;
    case Py_tp_bases: return type->tp_bases;
    case Py_tp_doc: return const_cast<char*>(type->tp_doc);
    case Py_tp_token: {
      const PyHeapTypeObject* heap = heap_type(type);
      return heap ? heap->ht_token : nullptr;
    }
    default: return call.bad_call(), nullptr;
  }
}

PyObject* PyType_GetModule(PyTypeObject* type) {
  Call call;
  const PyHeapTypeObject* heap = heap_type(type);
  if (heap && heap->ht_module) return heap->ht_module;
  return rt::raise_type_error(call, "PyType_GetModule: Type '%s' has no associated module", type->tp_name);
}
void* PyType_GetModuleState(PyTypeObject* type) {
  PyObject* module = PyType_GetModule(type);
  return module ? PyModule_GetState(module) : nullptr;
}

// The module of the first class in the MRO that was made for a module with that token. NULL: none.
PyObject* PyType_GetModuleByToken_DuringGC(PyTypeObject* type, const void* token) {
  PyObject* found = nullptr;
  find_c_class(type_at(type), [&](PyTypeObject* cls) {
    const PyHeapTypeObject* heap = heap_type(cls);
    const ModuleParts* its = heap && heap->ht_module ? module_parts(heap->ht_module) : nullptr;
    if (its && its->token == token) found = heap->ht_module;
    return found != nullptr;
  });
  return found;
}
PyObject* PyType_GetModuleByDef(PyTypeObject* type, PyModuleDef* def) {
  Call call;
  if (PyObject* found = PyType_GetModuleByToken_DuringGC(type, def)) return found;
  return rt::raise_type_error(call, "PyType_GetModuleByDef: No superclass of '%s' has the given module", type->tp_name);
}
PyObject* PyType_GetModuleByToken(PyTypeObject* type, const void* token) {
  PyObject* found = PyType_GetModuleByDef(type, static_cast<PyModuleDef*>(const_cast<void*>(token)));
  if (found) Py_IncRef(found);
  return found;
}
PyObject* PyType_GetModule_DuringGC(PyTypeObject* type) {
  const PyHeapTypeObject* heap = heap_type(type);
  return heap ? heap->ht_module : nullptr;
}
void* PyType_GetModuleState_DuringGC(PyTypeObject* type) {
  PyObject* module = PyType_GetModule_DuringGC(type);
  return module ? PyModule_GetState_DuringGC(module) : nullptr;
}

// Borrowed. Null: no class in the MRO has the token.
static PyTypeObject* base_by_token(PyTypeObject* type, const void* token) {
  PyTypeObject* found = nullptr;
  find_c_class(type_at(type), [&](PyTypeObject* cls) {
    const PyHeapTypeObject* heap = heap_type(cls);
    if (heap && heap->ht_token == token) found = cls;
    return found != nullptr;
  });
  return found;
}
// *result is a new reference.
int PyType_GetBaseByToken(PyTypeObject* type, void* token, PyTypeObject** result) {
  Call call;
  if (result) *result = nullptr;
  if (!token) return rt::raise(call, rt::kSystemErrorType, "PyType_GetBaseByToken called with token=NULL");
  if (call.lacks(type)) return -1;
  if (!rt::is_type(value(type))) return rt::raise_type_error(call, "expected a type, got a '%T' object", value(type));
  PyTypeObject* found = base_by_token(type, token);
  if (found && result) {
    *result = found;
    Py_IncRef(reinterpret_cast<PyObject*>(found));
  }
  return found != nullptr;
}
// *result is borrowed.
int PyType_GetBaseByToken_DuringGC(PyTypeObject* type, void* token, PyTypeObject** result) {
  PyTypeObject* found = base_by_token(type, token);
  if (result) *result = found;
  return found != nullptr;
}

// The class cannot be changed any more. Its bases cannot already.
int PyType_Freeze(PyTypeObject* type) {
  Call call;
  if (!call.is_one(type, rt::TypeId::kType)) return -1;
  if (!check_immutable(call, type->tp_name, *rt::as_tuple(value(type).as<rt::Type>()->bases.get_shared()))) return -1;
  type_at(type)->flags |= rt::kTypeImmutableFlag;
  PyType_Modified(type);  // tp_flags tell it, too
  return 0;
}

PyObject* PyType_GetModuleName(PyTypeObject* type) {
  return PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), "__module__");
}
PyObject* PyType_GetFullyQualifiedName(PyTypeObject* type) { return PyUnicode_FromFormat("%N", type); }
PyObject* PyType_GetDict(PyTypeObject* type) {
  Call call;
  return give(Ref::share(call, Value(type_at(type)->dict)));
}
unsigned int PyType_ClearCache(void) { return 0; }

void* PyObject_GetTypeData(PyObject* object, PyTypeObject* type) {
  return reinterpret_cast<char*>(object) + own_data(type_at(type)->base);
}
Py_ssize_t PyType_GetTypeDataSize(PyTypeObject* type) {
  Call call;
  Py_ssize_t own = struct_bytes(type_at(type)) - own_data(type_at(type)->base);
  if (own < 0) return rt::raise_type_error(call, "type '%s' does not have type data", type->tp_name);
  return own;
}

// Borrowed; NULL without an error.
PyObject* _PyType_Lookup(PyTypeObject* type, PyObject* name) {
  Call call;
  return word(rt::type_lookup(type_at(type), value(name)));
}
PyObject* _PyType_LookupRef(PyTypeObject* type, PyObject* name) {
  Call call;
  return give(rt::hold_type_attribute(call, type_at(type), value(name)));
}
