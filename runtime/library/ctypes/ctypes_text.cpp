// Arrays of c_char and c_wchar as text.
#include <algorithm>

#include "runtime/library/ctypes/ctypes_parts.h"
#include "runtime/object/class.h"
#include "runtime/object/deletion.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/classes/descriptors.h"

namespace rt::ctypes {

const Code* text_items(const Layout* layout) {
  if (!is_kind(layout, Kind::kArray)) return nullptr;
  Layout* item = layout_of(layout->item.get());
  if (!is_kind(item, Kind::kSimple)) return nullptr;
  bool text = item->code->form == Form::kChar || item->code->form == Form::kWideChar;
  return text ? item->code : nullptr;
}

namespace {

bool is_wide(const Code& items) { return items.form == Form::kWideChar; }

// Items before the first zero, at most `most`.
i64 length_of_text(const Code& items, const u8* from, i64 most) {
  i64 n = 0;
  if (is_wide(items)) {
    while (n < most && read_shared_item<u32>(from + n * 4)) ++n;
  } else {
    while (n < most && shared_bytes::load_word<u8>(from + n)) ++n;
  }
  return n;
}

// Writes the bytes, and a zero item behind them if there is room.
void write_text(u8* to, i64 size, std::string_view bytes, u32 item) {
  write_shared(to, bytes.data(), bytes.size());
  u32 zero = 0;
  if (static_cast<i64>(bytes.size()) < size) write_shared_item(to + bytes.size(), &zero, item);
}

// ---- attributes

Ref get_value(Thread& t, Value self) {
  const Code* items = text_items(layout_of_instance(self));
  return items ? read_text_field(t, *items, data_of(self), size_of(self)) : none();
}

bool set_chars(Thread& t, Value self, Value value) {
  if (!value) return raise_type_error(t, "can't delete attribute");
  if (!is_bytes(value)) return raise_type_error(t, "bytes expected instead of %T instance", value);
  std::string_view bytes = value.as<Bytes>()->view();
  if (static_cast<i64>(bytes.size()) > size_of(self)) return raise_value_error(t, "byte string too long");
  write_text(data_of(self), size_of(self), bytes, 1);
  return true;
}

bool set_wide_chars(Thread& t, Value self, Value value) {
  if (!value) return raise_type_error(t, "can't delete attribute");
  if (!is_str(value)) return raise_type_error(t, "unicode string expected instead of %T instance", value);
  if (static_cast<i64>(as_str(value)->length) * 4 > size_of(self)) return raise_value_error(t, "string too long");
  Ref wide = wide_bytes(t, value);
  if (!wide) return false;
  write_text(data_of(self), size_of(self), wide.as<Bytes>()->view().substr(0, as_str(value)->length * 4), 4);
  return true;
}

Ref get_raw(Thread& t, Value self) {
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(size_of(self)));
  if (bytes) read_shared(bytes.as<Bytes>()->data(), data_of(self), bytes.as<Bytes>()->length);
  return bytes;
}

bool set_raw(Thread& t, Value self, Value value) {
  if (!value) return raise_undeletable(t, self, "raw");
  SteadyBytes bytes(t, value);
  if (!bytes) return false;
  if (static_cast<i64>(bytes.size()) > size_of(self)) return raise_value_error(t, "byte string too long");
  write_shared(data_of(self), bytes.data(), bytes.size());
  return true;
}

constexpr GetSetDef kCharAttributes[] = {
    {"raw", get_raw, set_raw, "value"}, {"value", get_value, set_chars, "string value"}, {}};
constexpr GetSetDef kWideAttributes[] = {{"value", get_value, set_wide_chars, "string value"}, {}};

}  // namespace

bool add_text_attributes_py(Thread& t, CType* type, const Layout* layout) {
  const Code* items = text_items(layout);
  if (!items) return true;
  for (const GetSetDef* def = is_wide(*items) ? kWideAttributes : kCharAttributes; def->name; ++def) {
    Ref name = intern(t, def->name), attribute = make_getset(t, def, type);
    if (!name || !attribute || !type_set_attribute_py(t, type, name, attribute)) return false;
  }
  return true;
}

Ref read_text_field(Thread& t, const Code& items, const u8* from, i64 size) {
  i64 length = length_of_text(items, from, size / items.size);
  return text_of_items(t, items, from, 1, length);
}

bool write_text_field(Thread& t, const Code& items, u8* to, i64 size, Value value) {
  if (is_wide(items)) {
    if (!is_str(value)) return raise_type_error(t, "unicode string expected instead of %T instance", value);
    auto length = static_cast<i64>(as_str(value)->length), most = size / 4;
    if (length > most)
      return raise_value_error(t, "string too long (%lld, maximum length %lld)", static_cast<long long>(length),
                               static_cast<long long>(most));
    Ref wide = wide_bytes(t, value);
    if (wide) write_text(to, size, wide.as<Bytes>()->view().substr(0, as_str(value)->length * 4), 4);
    return bool(wide);
  }
  if (!is_bytes(value)) return raise_type_error(t, "expected bytes, %T found", value);
  std::string_view bytes = reinterpret_cast<const char*>(value.as<Bytes>()->data());  // up to the first zero
  if (static_cast<i64>(bytes.size()) > size)
    return raise_value_error(t, "bytes too long (%lld, maximum length %lld)", static_cast<long long>(bytes.size()),
                             static_cast<long long>(size));
  write_text(to, size, bytes, 1);
  return true;
}

Ref text_of_items(Thread& t, const Code& items, const u8* from, i64 step, i64 count) {
  if (count < 0) count = 0;
  u32 item = items.size;
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(count) * item);
  if (!bytes) return Ref();
  u8* to = bytes.as<Bytes>()->data();
  if (step == 1) read_shared(to, from, bytes.as<Bytes>()->length);
  else
    for (i64 i = 0; i < count; ++i) read_shared_item(to + i * item, from + i * step * item, item);
  return is_wide(items) ? str_of_wide(t, to, static_cast<u64>(count)) : std::move(bytes);
}

}  // namespace rt::ctypes
