// Where the fields of a structure or union lie.
//
// Up to the library of 3.13 the rules are those of this file. Later libraries have them in Python (ctypes/_layout.py):
// there only the result is taken over.
#include <algorithm>
#include <climits>

#include "gc/heap/heap.h"
#include "runtime/library/ctypes/ctypes_parts.h"
#include "runtime/types/text/c_text.h"

namespace rt::ctypes {

namespace {

constexpr i64 kMostBytes = i64{1} << 62;  // sums of two sizes below this do not overflow

// A pair or triple of `_fields_`.
struct Member {
  Ref name, type;
  Layout* layout = nullptr;
  i64 bits = 0;  // 0: no bit field
};

Error raise_pairs(Thread& t) { return raise_type_error(t, "'_fields_' must be a sequence of (name, C type) pairs"); }

// Bit fields are for integers; c_char and c_wchar are not counted among them.
bool takes_bits(const Layout* layout) {
  if (layout->kind != Kind::kSimple) return false;
  Form form = layout->code->form;
  return form == Form::kSigned || form == Form::kUnsigned || form == Form::kBool;
}

bool read_bits_py(Thread& t, Value value, Member& member) {
  if (!index_i64_py(t, value, &member.bits, kOverflowErrorType)) return false;
  if (!takes_bits(member.layout))
    return raise_type_error(t, "bit fields not allowed for type %N", member.type.as<Type>());
  if (member.bits > 0 && member.bits <= member.layout->size * 8) return true;
  return raise_value_error(t, "number of bits invalid for bit field");
}

bool read_member_py(Thread& t, Value pair, u64 index, Member& member) {
  if (!is_tuple(pair) || as_tuple(pair)->length < 2 || as_tuple(pair)->length > 3 || !is_str((*as_tuple(pair))[0]))
    return raise_pairs(t);
  const Tuple& items = *as_tuple(pair);
  member.name = exact_str(t, items[0]);
  member.type = Ref::share(t, items[1]);
  member.layout = layout_of(items[1]);
  if (!member.name) return false;
  if (!member.layout)
    return raise_type_error(t, "second item in _fields_ tuple (index %lld) must be a C type",
                            static_cast<long long>(index));
  member.layout->final.store(true, gc::release);
  return items.length == 2 || read_bits_py(t, items[2], member);
}

// An attribute that is a small int; `fallback` if it is absent.
bool int_attribute_py(Thread& t, Value type, const char* name, i64* out) {
  Ref value = getattr_optional_py(t, type, intern(t, name));
  if (!value) return !error_pending(t);
  bool ok = is_int(value) && int_fits_i64(value, out) && *out >= 0 && *out <= INT_MAX;
  return ok || raise_value_error(t, "%s must be a non-negative integer", name);
}

// ---- the format of a buffer

class Format {
 public:
  Format(Thread& t, const char* begin) : t_(t), text_(format_text(t, "%s", begin)) {}
  ~Format() { gc::raw_free(text_); }
  void add(const char* more) {
    if (text_) gc::raw_free(std::exchange(text_, format_text(t_, "%s%s", text_, more)));
  }
  void add_padding(i64 bytes) {
    if (bytes <= 0) return;
    char* padding = bytes == 1 ? format_text(t_, "x") : format_text(t_, "%lldx", static_cast<long long>(bytes));
    add_owned(padding);
  }
  void add_member(const Member& member) {
    CText name(t_, member.name);
    if (!name.ok()) return add_owned(nullptr);
    if (member.layout->shape) add_owned(shape_text(t_, member.layout));
    add_owned(format_text(t_, "%s:%s:", member.layout->format ? member.layout->format : "B", name.c_str()));
  }
  bool ok() const { return text_; }
  char* take() { return std::exchange(text_, nullptr); }

 private:
  void add_owned(char* more) {
    if (more) add(more);
    else gc::raw_free(std::exchange(text_, nullptr));
    gc::raw_free(more);
  }
  Thread& t_;
  char* text_;
};

// ---- the rules up to 3.13
//
// A bit field shares the integer of the bit field before it if there is room. If its type is bigger and has room, the
// shared integer grows; else a new one begins.
class Placement {
 public:
  Placement(i64 begin, i64 pack, bool big_endian) : size(begin), offset_(begin), pack_(pack), big_endian_(big_endian) {}

  i64 size, align = 1;         // so far
  i64 at = 0, bit_offset = 0;  // of the last field

  void place(const Layout* layout, i64 bits) {
    i64 room = layout->size * 8;
    if (bits && open_bits_ && room <= open_bits_ && used_bits_ + bits <= open_bits_) {
      at = offset_ - layout->size;
    } else if (bits && open_bits_ && room >= open_bits_ && used_bits_ + bits <= room) {
      offset_ += layout->size - open_bits_ / 8;
      size += layout->size - open_bits_ / 8;
      open_bits_ = room;
      at = offset_ - layout->size;
    } else {
      begin(layout);
      used_bits_ = 0;
      open_bits_ = bits ? room : 0;
    }
    bit_offset = big_endian_ ? open_bits_ - used_bits_ - bits : used_bits_;
    used_bits_ += bits;
  }

 private:
  void begin(const Layout* layout) {
    align = pack_ ? std::min(pack_, layout->align) : layout->align;
    i64 gap = align ? (align - offset_ % align) % align : 0;
    at = offset_ + gap;
    size += gap + layout->size;
    offset_ += gap + layout->size;
  }
  i64 offset_, pack_;
  bool big_endian_;
  i64 open_bits_ = 0, used_bits_ = 0;  // of the integer that bit fields share; 0: there is none
};

struct Plan {
  Layout* layout;  // being made
  i64 align, pack = 0, given_align = 0;
  bool big_endian;
};

// A field becomes an attribute of the class, and a part of the layout.
bool add_field_py(Thread& t, CType* type, Layout* layout, const Member& member, Ref field, i64 offset) {
  u32 inner = member.layout->flags;
  layout->flags |= (inner & (kHasPointer | kHasUnion | kHasBitField)) | (inner & kIsPointer ? u32{kHasPointer} : 0u);
  if (member.bits) layout->flags |= kHasBitField;
  if (member.layout->kind == Kind::kUnion) layout->flags |= kHasUnion;
  add_part(layout, member.layout, offset);
  Ref key = intern(t, Ref::share(t, member.name));
  return field && key && type_set_attribute_py(t, type, key, field);
}

bool place_members_py(Thread& t, CType* type, Value fields, Plan& plan) {
  Layout* layout = plan.layout;
  bool is_struct = layout->kind == Kind::kStruct, padded = library_minor() >= 12;
  Format format(t, is_struct ? "T{" : "B");
  Placement placement(layout->size, plan.pack, plan.big_endian);
  i64 widest = 0;
  for (u64 i = 0; i < as_tuple(fields)->length; ++i) {
    Member member;
    if (!read_member_py(t, (*as_tuple(fields))[i], i, member)) return false;
    if (!is_struct) placement = Placement(0, plan.pack, plan.big_endian);
    i64 before = placement.size;
    if (member.layout->size > kMostBytes || before > kMostBytes) return raise_overflow_error(t, "structure too large");
    placement.place(member.layout, member.bits);
    widest = std::max(widest, placement.size);
    plan.align = std::max(plan.align, placement.align);
    if (is_struct) {
      if (padded) format.add_padding(placement.at - before);
      format.add_member(member);
    }
    Ref field = make_field(t, member.type, member.name, placement.at, member.layout->size, static_cast<i64>(i),
                           member.bits ? member.bits : -1, placement.bit_offset);
    if (!add_field_py(t, type, layout, member, std::move(field), placement.at)) return false;
  }
  i64 size = is_struct ? placement.size : widest;
  plan.align = std::max(plan.align, plan.given_align);
  layout->size = (size + plan.align - 1) / plan.align * plan.align;
  layout->align = plan.align;
  if (is_struct) {
    if (padded) format.add_padding(layout->size - size);
    format.add("}");
  }
  if (!format.ok()) return error_pending(t) ? false : bool(raise_memory_error(t));
  layout->format = !padded && plan.pack ? format_text(t, "B") : format.take();
  return layout->format != nullptr;
}

bool lay_out_py(Thread& t, CType* type, Value fields, Layout* layout) {
  Ref swapped = getattr_optional_py(t, type, intern(t, "_swappedbytes_"));
  if (!swapped && error_pending(t)) return false;
  Plan plan{layout, layout->align, 0, 0, bool(swapped)};
  if (!int_attribute_py(t, type, "_pack_", &plan.pack)) return false;
  if (library_minor() >= 13 && !int_attribute_py(t, type, "_align_", &plan.given_align)) return false;
  return place_members_py(t, type, fields, plan);
}

// ---- the rules of the library, from 3.14 on

bool take_field_py(Thread& t, CType* type, Layout* layout, Value value) {
  if (type_of(value) != g_field_type) return raise_type_error(t, "fields must be of type CField, got %T", value);
  auto* field = value.as<Field>();
  Member member;
  member.name = Ref::share(t, field->name.get());
  member.type = Ref::share(t, field->type.get());
  member.layout = layout_of(field->type.get());
  if (!member.layout) return raise_type_error(t, "abstract class");
  member.bits = field->bit_size > 0 ? field->bit_size : 0;
  member.layout->final.store(true, gc::release);
  return add_field_py(t, type, layout, member, Ref::share(t, value), field->offset);
}

bool take_numbers_py(Thread& t, Value result, Layout* layout) {
  Ref size = getattr_py(t, result, "size"), align = size ? getattr_py(t, result, "align") : Ref();
  Ref format = align ? getattr_py(t, result, "format_spec") : Ref();
  if (!format || !index_i64_py(t, size, &layout->size, kOverflowErrorType) ||
      !index_i64_py(t, align, &layout->align, kOverflowErrorType))
    return false;
  if (layout->size < 0 || layout->align < 1) return raise_value_error(t, "size and align must not be negative");
  if (!is_str(format)) return raise_type_error(t, "format_spec must be a string");
  CText text(t, format);
  layout->format = text.ok() ? format_text(t, "%s", text.c_str()) : nullptr;
  return layout->format != nullptr;
}

bool lay_out_by_library_py(Thread& t, CType* type, Value fields, Layout* layout) {
  Ref module = import_module_py(t, "ctypes._layout"), function = module ? getattr_py(t, module, "get_layout") : Ref();
  if (!function) return false;
  Value base = layout_of(type->base) ? Value(type->base) : kNone;
  Value arguments[] = {type, fields, boolean(layout->kind == Kind::kStruct), base};
  Ref result = call_py(t, function, CallArgs{arguments, 4, Value()});
  if (!result || !take_numbers_py(t, result, layout)) return false;
  Ref members = getattr_py(t, result, "fields"), items = members ? to_tuple_py(t, members) : Ref();
  if (!items) return false;
  for (u64 i = 0; i < as_tuple(items)->length; ++i)
    if (!take_field_py(t, type, layout, (*as_tuple(items))[i])) return false;
  return true;
}

// What the class has from its base before its own fields come.
void take_base(Layout* layout, const Layout* base) {
  layout->size = base->size;
  layout->align = std::max<i64>(base->align, 1);
  layout->length = base->length;
  layout->flags = base->flags;
  std::copy(base->parts, base->parts + 2, layout->parts);
}

Layout* lay_out_class_py(Thread& t, CType* type, Value fields, Kind kind) {
  bool by_library = library_minor() >= 14;
  Ref items = is_tuple(fields) || is_list(fields) || by_library ? to_tuple_py(t, fields) : Ref();
  if (!items && !error_pending(t)) raise_type_error(t, "'_fields_' must be a sequence of pairs");
  if (!items) return nullptr;
  Layout* layout = make_layout(t, kind);
  if (!layout) return nullptr;
  if (Layout* base = layout_of(type->base)) take_base(layout, base);
  layout->length += static_cast<i64>(as_tuple(items)->length);
  if (kind == Kind::kUnion) layout->flags |= kHasUnion;
  bool ok = by_library ? lay_out_by_library_py(t, type, items, layout) : lay_out_py(t, type, items, layout);
  if (!ok) {
    free_layout(t, layout);
    return nullptr;
  }
  prepare_aggregate(layout);
  return layout;
}

}  // namespace

bool set_fields_py(Thread& t, CType* type, Value fields) {
  Layout* old = layout_of(type);
  if (!old) return raise_type_error(t, "ctypes state is not initialized");
  if (old->final.load(gc::acquire)) return raise(t, kAttributeErrorType, "_fields_ is final");
  Layout* layout = lay_out_class_py(t, type, fields, old->kind);
  if (!layout) return false;
  layout->final.store(true, gc::relaxed);
  // A field made the class final: it has this class as its type.
  if (!install_layout(t, type, layout))
    return raise(t, kAttributeErrorType, "Structure or union cannot contain itself");
  return make_anonymous_fields_py(t, type);
}

}  // namespace rt::ctypes
