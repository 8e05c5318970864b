// Structures and unions that are passed by value: what libffi must know of them.
//
// The ABI of x86-64 passes an aggregate of up to 16 bytes in registers, each eightbyte in a general one or in an SSE
// one, as its contents say; a bigger one lies in memory. libffi finds this out from the elements of a structure. It
// knows neither unions nor bit fields, so the class of each eightbyte is computed here, and libffi gets one element for
// each that has this class.
#include <algorithm>

#include "runtime/library/ctypes/ctypes_parts.h"

namespace rt::ctypes {

static PassedAs merged(PassedAs a, PassedAs b) { return a > b ? a : b; }

static PassedAs class_of(const Layout* inner) {
  if (inner->kind != Kind::kSimple) return PassedAs::kInts;
  switch (inner->code->form) {
    case Form::kFloat:
    case Form::kDouble:
    case Form::kComplexFloat:
    case Form::kComplexDouble: return PassedAs::kFloats;
    case Form::kLongDouble:
    case Form::kComplexLongDouble: return PassedAs::kMemory;
    default: return PassedAs::kInts;
  }
}

void add_part(Layout* outer, const Layout* inner, i64 offset) {
  bool nested = inner->kind == Kind::kArray || inner->kind == Kind::kStruct || inner->kind == Kind::kUnion;
  for (i64 at = offset & ~i64{7}; at < offset + inner->size && at < 16; at += 8) {
    // A part of an aggregate that does not begin at an eightbyte can lie in two.
    PassedAs part = class_of(inner);
    if (nested) {
      i64 from = (at < offset ? 0 : at - offset) / 8, to = (std::min(at + 8, offset + inner->size) - 1 - offset) / 8;
      part = merged(inner->parts[from < 2 ? from : 1], inner->parts[to < 2 ? to : 1]);
    }
    outer->parts[at / 8] = merged(outer->parts[at / 8], part);
  }
}

// The element for an eightbyte, of which `bytes` are in the aggregate.
static ffi_type* element(PassedAs part, i64 bytes) {
  if (part == PassedAs::kFloats) return bytes <= 4 ? &ffi_type_float : &ffi_type_double;
  if (bytes > 4) return &ffi_type_uint64;
  return bytes > 2 ? &ffi_type_uint32 : bytes > 1 ? &ffi_type_uint16 : &ffi_type_uint8;
}

void prepare_aggregate(Layout* layout) {
  int n = 0;
  i64 size = layout->size;
  bool memory = size > 16 || layout->parts[0] == PassedAs::kMemory || layout->parts[1] == PassedAs::kMemory;
  if (memory && size == 16) layout->elements[n++] = &ffi_type_longdouble;
  else if (memory) {
    // More than 16 bytes: whatever the elements are, libffi passes them in memory.
    for (int i = 0; i < 4; ++i) layout->elements[n++] = &ffi_type_uint64;
  } else {
    for (i64 at = 0; at < size; at += 8) layout->elements[n++] = element(layout->parts[at / 8], size - at);
  }
  layout->elements[n] = nullptr;
  layout->aggregate.size = static_cast<size_t>(size);
  layout->aggregate.alignment = static_cast<unsigned short>(layout->align);
  layout->aggregate.type = FFI_TYPE_STRUCT;
  layout->aggregate.elements = layout->elements;
  layout->ffi = &layout->aggregate;
}

}  // namespace rt::ctypes
