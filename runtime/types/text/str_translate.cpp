// str.maketrans and str.translate.
#include <algorithm>

#include "runtime/types/containers/frozendict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str_builder.h"
#include "runtime/types/text/str_methods.h"

namespace rt::str {

namespace {

bool set_entry_py(Thread& t, Dict* table, u32 c, Value value) {
  Ref key = make_int(t, c);
  return key && dict_set_py(t, table, key, value);
}

// maketrans(x, y, z): maps each character of x to the character of y at the same place, and those of z to None.
// lint: name: the keys of the new dict are ints
Ref table_from_strings(Thread& t, Value x, Value y, Value z) {
  if (!is_str(x)) return raise_type_error(t, "first maketrans argument must be a string if there is a second argument");
  if (!check_str_argument(t, y, "maketrans", 2) || (z && !check_str_argument(t, z, "maketrans", 3))) return Ref();
  if (as_str(x)->length != as_str(y)->length) {
    return raise_value_error(t, "the first two maketrans arguments must have equal length");
  }
  Ref table = make_dict(t);
  if (!table) return Ref();
  for (u64 i = 0; i < as_str(x)->length; ++i) {
    Ref target = make_int(t, as_str(y)->at(i));
    if (!set_entry_py(t, as_dict(table), as_str(x)->at(i), target)) return Ref();
  }
  for (u64 i = 0; z && i < as_str(z)->length; ++i) {
    if (!set_entry_py(t, as_dict(table), as_str(z)->at(i), kNone)) return Ref();
  }
  return table;
}

Ref table_from_dict_py(Thread& t, Value x) {
  if (!is_exact_dict(x) && !is_exact_frozendict(x))
    return raise_type_error(t, "if you give only one argument to maketrans it must be a dict");
  Ref table = make_dict(t);
  if (!table) return Ref();
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, as_dict(x), &position, &key, &value)) {
    bool ok;
    if (is_str(key)) {
      if (as_str(key)->length != 1) return raise_value_error(t, "string keys in translate table must be of length 1");
      ok = set_entry_py(t, as_dict(table), as_str(key)->at(0), value);
    } else if (is_int(key)) {
      ok = dict_set_py(t, as_dict(table), key, value);
    } else {
      return raise_type_error(t, "keys in translate table must be strings or integers");
    }
    if (!ok) return Ref();
  }
  return table;
}

// Applies a mapping. For an ASCII character that is mapped to one character or dropped, the result is stored, so that
// the mapping is subscripted only once.
class Translator {
 public:
  Translator(Thread& t, Value table, StrBuilder& out) : t_(t), table_(table), out_(out) {}

  // Translates the characters from `from` on whose results are known and ASCII, a chunk of them at most. Returns how
  // many there are.
  u64 put_known(Value str, u64 from) {
    char chunk[256];
    u64 end = std::min(as_str(str)->length, from + sizeof chunk), at = from;
    size_t size = 0;
    for (; at < end; ++at) {
      u32 c = as_str(str)->at(at);
      if (c >= 0x80 || !known_[c] || (known_[c] >= 0x80 && known_[c] != kDropped)) break;
      chunk[size] = static_cast<char>(known_[c]);
      size += known_[c] != kDropped;
    }
    out_.append_ascii({chunk, size});
    return at - from;
  }
  bool put_py(u32 c) {
    if (c < 0x80 && known_[c]) {
      out_.append(known_[c]);  // put_known() has left it, so it is not dropped
      return true;
    }
    Ref key = make_int(t_, c);
    // A dict is asked without the detour over a KeyError.
    Ref target = is_exact_dict(table_) ? dict_get_py(t_, as_dict(table_), key) : getitem_py(t_, table_, key);
    if (target) return put_target(c, target);
    if (t_.error) {
      if (!error_is(t_, kLookupErrorType)) return false;
      clear_error(t_);
    }
    return put_one(c, c);
  }

 private:
  static constexpr char32_t kDropped = 0xFFFFFFFF;

  bool put_one(u32 c, char32_t to) {
    if (c < 0x80 && to) known_[c] = to;
    out_.append(to);
    return true;
  }
  bool put_target(u32 c, Value target) {
    if (target == kNone) {
      if (c < 0x80) known_[c] = kDropped;
      return true;
    }
    if (is_str(target)) {
      if (as_str(target)->length == 1) return put_one(c, as_str(target)->at(0));
      out_.append(target);
      return true;
    }
    if (!is_int(target)) return raise_type_error(t_, "character mapping must return integer, None or str");
    i64 n;
    if (!int_fits_i64(target, &n) || n < 0 || n > static_cast<i64>(text::kMaxCodePoint)) {
      return raise_value_error(t_, "character mapping must be in range(0x110000)");
    }
    return put_one(c, static_cast<char32_t>(n));
  }

  Thread& t_;
  Value table_;
  StrBuilder& out_;
  char32_t known_[0x80] = {};
};

}  // namespace

Ref maketrans(Thread& t, Value x, Value y, Value z) {
  return y ? table_from_strings(t, x, y, z) : table_from_dict_py(t, x);
}

Ref translate(Thread& t, Value self, Value table) {
  u64 length = as_str(self)->length;
  StrBuilder out(t, length);
  Translator translator(t, table, out);
  for (u64 i = 0; i < length;) {
    u64 known = translator.put_known(self, i);
    i += known;
    if (!known && !translator.put_py(as_str(self)->at(i++))) return Ref();
    if (!poll_py(t)) return Ref();
  }
  return out.finish();
}

}  // namespace rt::str
