// Named result tuples (runtime/types/containers/struct_sequence.h). Their classes live as long as the program.
#include <cstring>
#include <vector>

#include "interp/capi/c_type.h"
#include "runtime/types/containers/struct_sequence.h"

using namespace capi;

// Of fields that Python code reaches by their index alone.
extern "C" const char* const PyStructSequence_UnnamedField = "unnamed field";

namespace {

// The program may free its texts, the class keeps them.
const char* lasting(const char* text) { return text ? strdup(text) : nullptr; }

// A field without a name has another name in C.
const char* field_name(const PyStructSequence_Field& field) {
  return std::strcmp(field.name, PyStructSequence_UnnamedField) == 0 ? nullptr : lasting(field.name);
}

// `place`: static memory of the extension, or null. Null: an error is pending.
rt::Type* make_class(Call& call, rt::Type* place, const PyStructSequence_Desc* desc) {
  if (call.lacks(desc) || call.lacks(desc->name, desc->fields)) return nullptr;
  std::vector<rt::StructSequenceField> fields;
  for (const PyStructSequence_Field* field = desc->fields; field->name; ++field) {
    const char* name = field_name(*field);
    // a row without both ends the table
    fields.push_back({name, field->doc ? lasting(field->doc) : name ? nullptr : ""});
  }
  if (desc->n_in_sequence < 0 || static_cast<size_t>(desc->n_in_sequence) > fields.size())
    return call.bad_call(), nullptr;
  fields.push_back({});
  show_classes(call);
  return rt::make_struct_sequence_at(call, place, lasting(desc->name), lasting(desc->doc), fields.data(),
                                     static_cast<u32>(desc->n_in_sequence));
}

// The place of a field. Null: there is none, and SystemError is pending.
rt::Slot* field_of(Call& call, PyObject* object, Py_ssize_t i) {
  u32 count = object ? rt::struct_sequence_fields(rt::type_of(value(object))) : 0;
  if (i >= 0 && i < static_cast<Py_ssize_t>(count)) return &rt::as_tuple(value(object))->items[i];
  return call.bad_call(), nullptr;
}

}  // namespace

PyTypeObject* PyStructSequence_NewType(PyStructSequence_Desc* desc) {
  Call call;
  return c_type(make_class(call, nullptr, desc));
}

int PyStructSequence_InitType2(PyTypeObject* type, PyStructSequence_Desc* desc) {
  Call call;
  return call.status(!call.lacks(type) && make_class(call, type_at(type), desc));
}
void PyStructSequence_InitType(PyTypeObject* type, PyStructSequence_Desc* desc) {
  (void)PyStructSequence_InitType2(type, desc);
}

// All fields are None until they are set.
PyObject* PyStructSequence_New(PyTypeObject* type) {
  Call call;
  bool known = call.is_one(type, rt::TypeId::kType) && (rt::struct_sequence_fields(type_at(type)) || !call.bad_call());
  return known ? give(rt::make_struct_sequence_instance(call, type_at(type), nullptr, 0)) : nullptr;
}

void PyStructSequence_SetItem(PyObject* object, Py_ssize_t i, PyObject* item) {
  Call call;
  Ref owned = Ref::steal(value(item));
  if (rt::Slot* field = field_of(call, object, i))
    rt::store_field(call, value(object).object(), *field, std::move(owned));
}

// Borrowed from the instance.
PyObject* PyStructSequence_GetItem(PyObject* object, Py_ssize_t i) {
  Call call;
  rt::Slot* field = field_of(call, object, i);
  return field ? word(field->get()) : nullptr;
}
