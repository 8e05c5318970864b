// Rows with names: a tuple of values, and the names of its columns from the description of a cursor.
#include "runtime/library/sqlite/sqlite_parts.h"
#include "runtime/object/slice_items.h"
#include "runtime/types/containers/list.h"

namespace rt::sqlite {

Type* g_row_type;

namespace {

Row* as_row(Value v) { return v.as<Row>(); }
Value data_of(Value row) { return as_row(row)->data.get(); }                // never changes
Value description_of(Value row) { return as_row(row)->description.get(); }  // never changes

Ref create(Thread& t, Type* type, const CallArgs& args) {
  if (args.keywords() && type == g_row_type) return raise_type_error(t, "Row() takes no keyword arguments");
  if (args.positional != 2)
    return raise_type_error(t, "Row expected 2 arguments, got %d", static_cast<int>(args.positional));
  if (!is_instance(args[0], g_cursor_type))
    return raise_type_error(t, "Row() argument 1 must be sqlite3.Cursor, not %A", args[0]);
  if (!is_tuple(args[1])) return raise_type_error(t, "Row() argument 2 must be tuple, not %A", args[1]);
  Ref object = allocate_instance(t, type);
  if (!object) return Ref();
  Cursor* cursor = as_cursor(args[0]);
  init_field(as_row(object)->data, Ref::share(t, args[1]));
  init_field(as_row(object)->description, load_field(t, cursor, cursor->description));
  return object;
}

// The name of a column; empty: there is none.
Value name_of(Value row, u64 column) {
  Value description = description_of(row);
  if (!is_tuple(description) || column >= as_tuple(description)->length) return Value();
  Value field = (*as_tuple(description))[column];
  return is_tuple(field) && as_tuple(field)->length > 0 ? (*as_tuple(field))[0] : Value();
}

// Compares names without regard to the case of ASCII letters.
bool same_name(Value a, Value b) {
  if (!is_str(a) || as_str(a)->length != as_str(b)->length) return false;
  auto lower = [](u32 c) { return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c; };
  for (u64 i = 0; i < as_str(a)->length; ++i)
    if (lower(as_str(a)->at(i)) != lower(as_str(b)->at(i))) return false;
  return true;
}

Ref item_at(Thread& t, Value row, i64 index) {
  Tuple* data = as_tuple(data_of(row));
  i64 length = static_cast<i64>(data->length);
  if (index < 0) index += length;
  if (index < 0 || index >= length) return raise_index_error(t, "tuple index out of range");
  return Ref::share(t, (*data)[static_cast<u64>(index)]);
}

Ref getitem(Thread& t, Value self, Value key) {
  if (is_str(key)) {
    for (u64 i = 0; i < as_tuple(data_of(self))->length; ++i) {
      Value name = name_of(self, i);
      if (name && same_name(name, key)) return item_at(t, self, static_cast<i64>(i));
    }
    bool described = name_of(self, 0) || library_minor() < 15;
    return raise(t, kIndexErrorType, described ? "No item with that key" : "No item with key %R", key);
  }
  if (is_slice(key)) {
    SliceIndices indices;
    return slice_indices_py(t, key, &indices) ? tuple_get_slice(t, data_of(self), indices) : Ref();
  }
  if (!is_int(key)) return raise_index_error(t, "Index must be int or string");
  i64 index;
  return index_i64_py(t, key, &index, kIndexErrorType) ? item_at(t, self, index) : Ref();
}

i64 len(Thread&, Value self) { return static_cast<i64>(as_tuple(data_of(self))->length); }
Ref iter(Thread& t, Value self) { return iter_py(t, data_of(self)); }

Ref keys(Thread& t, Value self) {
  Ref names = make_list(t);
  u64 count = is_tuple(description_of(self)) ? as_tuple(description_of(self))->length : 0;
  for (u64 i = 0; names && i < count; ++i)
    if (Value name = name_of(self, i); name && !list_append(t, as_list(names), name)) return Ref();
  return names;
}

bool hash(Thread& t, Value self, i64* out) {
  i64 of_description, of_data;
  if (!hash_py(t, description_of(self), &of_description) || !hash_py(t, data_of(self), &of_data)) return false;
  *out = of_description ^ of_data;
  return true;
}

Ref compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !is_instance(b, g_row_type))
    return Ref::immediate(kNotImplemented);
  int equal = equal_py(t, description_of(a), description_of(b));
  if (equal < 0) return Ref();
  if (equal) return compare_py(t, data_of(a), data_of(b), op);
  return bool_ref(op == CompareOp::kNe);
}

constexpr MethodDef kMethods[] = {{"keys", keys, "(self, /)", "Returns the keys of the row."}, {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.create = create;
  s.hash = hash;
  s.compare = compare;
  s.iter = iter;
  s.len = len;
  s.getitem = getitem;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "sqlite3.Row",
                            .size = sizeof(Row),
                            .flags = kTypeTraced | kTypeSubclassable,
                            .lifetime = SlotsOf<Row, &Row::data, &Row::description>::kLifetime,
                            .slots = kSlots,
                            .methods = kMethods};

}  // namespace

bool add_row_type(Thread& t, Value module) { return add_native_type(t, module, g_row_type, kSpec); }

}  // namespace rt::sqlite
