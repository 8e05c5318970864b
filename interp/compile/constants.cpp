// The constants of a code object: each constant has a byte key (its type and its exact bits), and constants with equal
// keys share one index. So 1, 1.0 and True stay apart, and so do 0.0 and -0.0, which `==` would merge.
#include "interp/compile/constants.h"

#include <cstring>

#include "runtime/num/int_text.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace comp {

using rt::Ref;
using rt::TypeId;

template <class T>
static void append_raw(std::string& key, const T& value) {
  key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

static void append_object_key(Value v, std::string& key) {
  if (is_exact(v, TypeId::kStr)) {
    rt::text::StrView s = rt::str_view(v);
    key += 's';
    key += static_cast<char>(s.kind);
    append_raw(key, s.length);
    key.append(reinterpret_cast<const char*>(s.data), s.length * s.kind);
  } else if (is_exact(v, TypeId::kBytes)) {
    std::string_view b = v.as<rt::Bytes>()->view();
    key += 'b';
    append_raw(key, b.size());
    key += b;
  } else if (is_exact(v, TypeId::kInt)) {
    auto* n = v.as<rt::Int>();
    key += 'n';
    append_raw(key, n->size);
    key.append(reinterpret_cast<const char*>(n->limbs), static_cast<size_t>(n->size < 0 ? -n->size : n->size) * 8);
  } else if (is_exact(v, TypeId::kFloat)) {
    key += 'f';
    append_raw(key, v.as<rt::Float>()->value);
  } else if (is_exact(v, TypeId::kComplex)) {
    key += 'c';
    append_raw(key, v.as<rt::Complex>()->real);
    append_raw(key, v.as<rt::Complex>()->imag);
  } else if (is_exact(v, TypeId::kTuple)) {
    auto* tuple = rt::as_tuple(v);
    key += 't';
    append_raw(key, tuple->length);
    for (u64 i = 0; i < tuple->length; ++i) append_constant_key((*tuple)[i], key);
  } else {  // code, frozenset: merged with itself only
    key += 'o';
    append_raw(key, v.bits());
  }
}

void append_constant_key(Value v, std::string& key) {
  if (v.is_immediate()) {
    key += 'i';
    append_raw(key, v.bits());
  } else {
    append_object_key(v, key);
  }
}

u32 Constants::place(Ref value, Reach reach) {
  std::size_t room = reach == Reach::kNear ? kNearIndices : kNearIndices / 2;
  if (near_.size() < room) return near_.push_back(std::move(value)), static_cast<u32>(near_.size() - 1);
  if (reach == Reach::kNear) return kNoRoom;
  far_.push_back(std::move(value));
  return kNearIndices + static_cast<u32>(far_.size() - 1);
}

// True if the constants have the same type and the same bits.
static bool is_same_constant(Value a, Value b) {
  std::string keys[2];
  append_constant_key(a, keys[0]);
  append_constant_key(b, keys[1]);
  return rt::type_of(a) == rt::type_of(b) && keys[0] == keys[1];
}

Ref& Constants::at(u32 index) { return index < kNearIndices ? near_[index] : far_[index - kNearIndices]; }

u32 Constants::add(Ref value, Reach reach) {
  Value v = value.get();
  std::string key;
  if (!v.is_immediate()) append_object_key(v, key);
  u32& index = v.is_immediate() ? immediates_.try_emplace(v.bits(), kNoRoom).first->second
                                : objects_.try_emplace(std::move(key), kNoRoom).first->second;
  if (index == kNoRoom || (reach == Reach::kNear && index >= kNearIndices)) index = place(std::move(value), reach);
  ASSERT(index == kNoRoom || is_same_constant(at(index), v));
  return index;
}

u32 Constants::add_name(Ref str, Reach reach) {
  Value v = str.get();
  u32 i = add(Ref::share(v), reach);
  if (i == kNoRoom) return i;
  Ref& constant = at(i);
  if (!is_same(constant, v)) constant = std::move(str);  // an equal str came first, not interned
  return i;
}

std::vector<Ref> Constants::take() {
  if (!far_.empty()) {
    while (near_.size() < kNearIndices) near_.push_back(rt::none());
    for (Ref& constant : far_) near_.push_back(std::move(constant));
  }
  return std::move(near_);
}

static bool looks_like_name(std::string_view text) {
  for (char c : text)
    if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) return false;
  return true;
}

static Ref big_int(rt::Thread& t, const syn::ConstantValue& literal) {
  rt::num::ParsedInt parsed = rt::num::parse_int(literal.text, literal.base);
  if (parsed.status != rt::num::IntParseStatus::kOk) return rt::raise_memory_error(t);
  if (parsed.is_small) return rt::make_int(t, parsed.small);
  return rt::make_int(t, std::move(parsed.big));
}

Ref literal_value(rt::Thread& t, const syn::ConstantValue& literal) {
  using syn::ConstantKind;
  switch (literal.kind) {
    case ConstantKind::None: return rt::none();
    case ConstantKind::True: return rt::bool_ref(true);
    case ConstantKind::False: return rt::bool_ref(false);
    case ConstantKind::Ellipsis: return Ref::immediate(rt::kEllipsis);
    case ConstantKind::Int: return literal.fits ? rt::make_int(t, literal.integer) : big_int(t, literal);
    case ConstantKind::Float: return rt::make_float(t, literal.real);
    case ConstantKind::Imag: return rt::make_complex(t, 0.0, literal.real);
    case ConstantKind::Str:
      return looks_like_name(literal.text) ? rt::intern(t, literal.text) : rt::make_str(t, literal.text);
    case ConstantKind::Bytes: return rt::make_bytes(t, literal.text);
  }
  return Ref();
}

}  // namespace comp
