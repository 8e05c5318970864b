// Modules of slots (PEP 793): PyModExport_NAME() gives an array of them, and no definition.
//
// The interpreter makes a definition of its own from them, which C code never sees: the module's token stands for it.
#include <cstring>

#include "interp/capi/methods.h"
#include "interp/capi/modules.h"
#include "interp/capi/slots.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace capi {

namespace {

struct SlotName {
  int id;
  const char* name;
  bool needs_static;
};
constexpr SlotName kNames[] = {{Py_mod_create, "Py_mod_create", false},
                               {Py_mod_exec, "Py_mod_exec", false},
                               {Py_mod_multiple_interpreters, "Py_mod_multiple_interpreters", false},
                               {Py_mod_gil, "Py_mod_gil", false},
                               {Py_mod_name, "Py_mod_name", false},
                               {Py_mod_doc, "Py_mod_doc", false},
                               {Py_mod_state_size, "Py_mod_state_size", false},
                               {Py_mod_methods, "Py_mod_methods", true},
                               {Py_mod_state_traverse, "Py_mod_state_traverse", false},
                               {Py_mod_state_clear, "Py_mod_state_clear", false},
                               {Py_mod_state_free, "Py_mod_state_free", false},
                               {Py_mod_abi, "Py_mod_abi", false},
                               {Py_mod_token, "Py_mod_token", false}};
const SlotName& name_of(int id) {
  const SlotName* found = kNames;
  while (found->id != id) ++found;
  return *found;
}

// Reads the slots into a definition.
class Reading {
 public:
  Reading(Thread& t, Value name, const void* token)
      : t_(t), name_(name), definition_(new SlotDefinition{}), token_(token) {}
  ~Reading() { delete definition_; }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  bool run(const PySlot* slots) {
    std::vector<PySlot> flat;
    if (!flatten_slots(t_, slots, SlotsOf::kModule, &flat)) return false;
    for (const PySlot& slot : flat)
      if (!check(slot) || !take(slot)) return false;
    if (has(Py_mod_abi)) return true;
    return rt::raise(t_, rt::kSystemErrorType,
                     "module %S does not define Py_mod_abi, which is mandatory for modules defined from slots only.",
                     name_);
  }
  SlotDefinition* release() { return std::exchange(definition_, nullptr); }
  void* token() const { return const_cast<void*>(token_); }

 private:
  bool has(int id) const { return seen_ >> (id - Py_mod_create) & 1; }

  bool check(const PySlot& slot) {
    const SlotName& known = name_of(slot.sl_id);
    if (has(slot.sl_id))
      return rt::raise(t_, rt::kSystemErrorType, "module %S has multiple %s slots", name_, known.name);
    seen_ |= 1u << (slot.sl_id - Py_mod_create);
    if (!known.needs_static || (slot.sl_flags & PySlot_STATIC)) return true;
    return rt::raise(t_, rt::kSystemErrorType, "%s requires PySlot_STATIC", known.name);
  }

  bool take(const PySlot& slot) {
    PyModuleDef& def = definition_->def;
    switch (slot.sl_id) {
      case Py_mod_create: definition_->create = reinterpret_cast<ModuleCreator>(slot.sl_func); return true;
      case Py_mod_exec: definition_->exec[0] = {Py_mod_exec, slot.sl_ptr}; return true;
      case Py_mod_gil: note_gil(slot.sl_ptr); return true;
      case Py_mod_doc: def.m_doc = static_cast<const char*>(slot.sl_ptr); return true;
      case Py_mod_methods: def.m_methods = static_cast<PyMethodDef*>(slot.sl_ptr); return true;
      case Py_mod_state_traverse: def.m_traverse = reinterpret_cast<traverseproc>(slot.sl_func); return true;
      case Py_mod_state_clear: def.m_clear = reinterpret_cast<inquiry>(slot.sl_func); return true;
      case Py_mod_state_free: def.m_free = reinterpret_cast<freefunc>(slot.sl_func); return true;
      case Py_mod_token: token_ = slot.sl_ptr; return true;
      case Py_mod_state_size:
        def.m_size = slot.sl_size;
        return def.m_size >= 0 ||
               rt::raise(t_, rt::kSystemErrorType,
                         "module %S: m_size may not be negative for multi-phase initialization", name_);
      case Py_mod_abi: return check_abi_py(t_, static_cast<const PyABIInfo*>(slot.sl_ptr), name_);
      default: return true;  // the name is that of the spec, and there is one interpreter
    }
  }

  Thread& t_;
  Value name_;
  SlotDefinition* definition_;
  const void* token_;
  u32 seen_ = 0;
};

u32 minor_of(u32 version) { return version >> 16 & 0xff; }

}  // namespace

// A file of the stable ABI without a layout (abi3t) calls functions alone, so it runs here as it is. One of another ABI
// of CPython knows where its objects have their fields.
bool check_abi_py(Thread& t, const PyABIInfo* info, Value name) {
  auto refuse = [&](const char* why) { return rt::raise(t, rt::kImportErrorType, "%S: %s", name, why); };
  if (!info) return refuse("NULL PyABIInfo");
  if (info->abiinfo_major_version == 0) return true;
  if (info->abiinfo_major_version > 1) return refuse("PyABIInfo version too high");
  u32 version = info->abi_version;
  if (version >> 8 == PYTHON_API_VERSION >> 8)
    return version == PYTHON_API_VERSION || refuse("compiled for another revision of tinypy's C API: build it again");
  if (info->flags & PyABIInfo_INTERNAL) return refuse("compiled for the internal ABI of CPython");
  if (!(info->flags & PyABIInfo_STABLE)) return refuse("compiled for CPython's own layout of objects");
  if (!(info->flags & PyABIInfo_FREETHREADED)) return refuse("only compatible with GIL CPython");
  if (version == 0) return true;
  if (version < Py_PACK_VERSION(3, 2))
    return rt::raise(t, rt::kImportErrorType, "%S: invalid stable ABI version (%d.%d)", name,
                     static_cast<int>(version >> 24), static_cast<int>(minor_of(version)));
  if (version > PY_VERSION_HEX)
    return rt::raise(t, rt::kImportErrorType, "%S: incompatible future stable ABI version (%d.%d)", name,
                     static_cast<int>(version >> 24), static_cast<int>(minor_of(version)));
  return true;
}

Ref module_of_pyslots_py(Thread& t, const PySlot* slots, Value spec, const void* token) {
  Ref name = rt::getattr_py(t, spec, rt::name(rt::N::name));
  if (!name) return Ref();
  Reading reading(t, name, token);
  if (!reading.run(slots)) return Ref();
  SlotDefinition* definition = reading.release();
  definition->name = rt::to_wtf8(name);
  definition->def.m_name = definition->name.c_str();
  definition->def.m_slots = definition->exec;
  return fill_module_py(t, &definition->def, definition->create, nullptr, spec, name, {reading.token(), definition});
}

}  // namespace capi

PyObject* PyModule_FromSlotsAndSpec(const PySlot* slots, PyObject* spec) {
  Call call;
  return call.lacks(slots, spec) ? nullptr : give(module_of_pyslots_py(call, slots, value(spec), nullptr));
}

// False: TypeError is pending.
static bool is_module(Call& call, PyObject* object) {
  if (call.lacks(object)) return false;
  if (rt::has_layout(value(object), rt::TypeId::kModule)) return true;
  return rt::raise_type_error(call, "expected module, got %T", value(object));
}

int PyModule_Exec(PyObject* module) {
  Call call;
  if (!is_module(call, module)) return -1;
  const ModuleParts* parts = parts_of_module(value(module));
  return parts ? PyModule_ExecDef(module, parts->def) : 0;
}

int PyModule_GetToken(PyObject* module, void** result) {
  Call call;
  *result = nullptr;
  if (!is_module(call, module)) return -1;
  if (const ModuleParts* parts = parts_of_module(value(module))) *result = parts->token;
  return 0;
}
int PyModule_GetStateSize(PyObject* module, Py_ssize_t* result) {
  Call call;
  *result = -1;
  if (!is_module(call, module)) return -1;
  const ModuleParts* parts = parts_of_module(value(module));
  *result = parts ? parts->def->m_size : 0;
  return 0;
}

// While a tp_traverse runs, no count may change and no error may be set: these do neither.
void* PyModule_GetState_DuringGC(PyObject* module) {
  const ModuleParts* parts = parts_of_module(bare_value(module));
  return parts ? parts->state : nullptr;
}
int PyModule_GetToken_DuringGC(PyObject* module, void** result) {
  const ModuleParts* parts = parts_of_module(bare_value(module));
  *result = parts ? parts->token : nullptr;
  return 0;
}

int PyABIInfo_Check(PyABIInfo* info, const char* module_name) {
  Call call;
  Ref name = call.text(module_name ? module_name : "module");
  return call.status(name && check_abi_py(call, info, name));
}
