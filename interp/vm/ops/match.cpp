// Handlers: the tests of match statements.
#include <memory>

#include "interp/vm/handler.h"
#include "runtime/object/names.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::TypeId;

// ---- sequences and mappings

// 1: the subject has `wanted` items (at_least: or more). 0: it has not. -1: an error is pending.
static int length_matches_py(Thread& t, Value subject, i64 wanted, bool at_least) {
  if (wanted == 0 && at_least) return 1;
  i64 length = rt::len_py(t, subject);
  if (length < 0) return -1;
  return at_least ? length >= wanted : length == wanted;
}

OP_HANDLER(MATCH_SEQUENCE) {
  SAVE();
  int matches = 0;
  if (rt::type_of(REG_B)->flags & rt::kTypeSequencePattern)
    matches = length_matches_py(*t, REG_B, OPERAND_C >> 1, OPERAND_C & 1);
  if (matches < 0) UNWIND();
  FINISH_SLOW(DEST, rt::boolean(matches != 0));
}

static Value match_item_py(Thread& t, Value subject, u32 index) {
  i64 position = index & 0x7fff;
  if (index & 0x8000) {
    i64 length = rt::len_py(t, subject);
    if (length < 0) return Value();
    position = length - position;
  }
  return rt::getitem_py(t, subject, Value::small_int(position)).release();
}

OP_HANDLER(MATCH_ITEM) {
  SAVE();
  Value v = match_item_py(*t, REG_B, OPERAND_C);
  if (!v) UNWIND();
  FINISH_SLOW(DEST, v);
}

OP_HANDLER(MATCH_MAPPING) {
  SAVE();
  int matches = 0;
  if (rt::type_of(REG_B)->flags & rt::kTypeMappingPattern) matches = length_matches_py(*t, REG_B, OPERAND_C, true);
  if (matches < 0) UNWIND();
  FINISH_SLOW(DEST, rt::boolean(matches != 0));
}

// The values of the keys as a tuple; None if a key is missing. They are found by get(), since indexing a defaultdict
// would make entries.
static Ref match_keys_py(Thread& t, Value subject, rt::Tuple* keys) {
  if (keys->length == 0) return Ref::steal(rt::empty_tuple());
  bool plain = rt::is_exact_dict(subject);
  Ref get = plain ? Ref() : rt::getattr_py(t, subject, "get");
  // The default for get() is a new object, which no mapping can hold: so a value None is not taken for a missing key.
  Ref missing = plain ? Ref() : rt::make_list(t);
  Ref seen = rt::make_set(t), values = rt::make_list(t, keys->length);
  if (!seen || !values || (!plain && (!get || !missing))) return Ref();
  for (u64 i = 0; i < keys->length; ++i) {
    Value key = (*keys)[i];
    int present = rt::set_contains_py(t, rt::as_set(seen), key);
    if (present > 0) return rt::raise_value_error(t, "mapping pattern checks duplicate key (%R)", key);
    if (present < 0 || !rt::set_add_py(t, rt::as_set(seen), key)) return Ref();
    Ref value = plain ? rt::dict_get_py(t, rt::as_dict(subject), key) : rt::call_py(t, get, key, missing);
    if (t.error) return Ref();
    if (!value || rt::is_same(value, missing)) return rt::none();
    if (!rt::list_append(t, rt::as_list(values), std::move(value))) return Ref();
  }
  return rt::list_to_tuple(t, values);
}

OP_HANDLER(MATCH_KEYS) {
  SAVE();
  Value v = match_keys_py(*t, REG_B, rt::as_tuple(REG_C)).release();
  if (!v) UNWIND();
  FINISH_SLOW(DEST, v);
}

static Ref match_rest_py(Thread& t, Value subject, rt::Tuple* keys) {
  Ref rest = rt::make_dict(t);
  if (!rest || !rt::dict_update_py(t, rt::as_dict(rest), subject)) return Ref();
  for (u64 i = 0; i < keys->length; ++i) {
    if (rt::dict_delete_py(t, rt::as_dict(rest), (*keys)[i]) < 0) return Ref();
  }
  return rest;
}

OP_HANDLER(MATCH_REST) {
  SAVE();
  Value v = match_rest_py(*t, REG_B, rt::as_tuple(REG_C)).release();
  if (!v) UNWIND();
  CONSUME_B();
  CONSUME_C();
  FINISH_SLOW(DEST, v);
}

// ---- classes

// Built-in types whose single positional sub-pattern is the subject itself.
static bool matches_itself(const rt::Type* type) {
  switch (type->layout) {
    case TypeId::kBool:
    case TypeId::kByteArray:
    case TypeId::kBytes:
    case TypeId::kDict:
    case TypeId::kFloat:
    case TypeId::kFrozenDict:
    case TypeId::kFrozenSet:
    case TypeId::kInt:
    case TypeId::kList:
    case TypeId::kSet:
    case TypeId::kStr:
    case TypeId::kTuple: return true;
    default: return false;
  }
}

namespace {

// Collects the attributes of one class pattern. `count`: how many there are.
class ClassMatch {
 public:
  ClassMatch(Thread& t, Value subject, rt::Type* type, u64 count) : t_(t), subject_(subject), type_(type) {
    if (count <= kFew) return;
    many_.reset(new Ref[2 * count]);
    values_ = many_.get();
    names_ = values_ + count;
  }

  // The tuple of values, None, or empty: an error is pending.
  Ref run_py(u64 positional, const rt::Tuple* names) {
    if (positional && !positional_py(positional)) return outcome();
    for (u64 i = 0; i < names->length; ++i) {
      if (!attribute_py((*names)[i])) return outcome();
    }
    return found_ ? rt::make_tuple_stealing(t_, values_, found_) : Ref::steal(rt::empty_tuple());
  }

 private:
  static constexpr u64 kFew = 6;

  Ref outcome() { return t_.error ? Ref() : rt::none(); }

  bool positional_py(u64 wanted) {
    Ref match_args = rt::getattr_optional_py(t_, Value(type_), rt::name(rt::N::__match_args__));
    if (t_.error) return false;
    if (match_args && !rt::is_exact_tuple(match_args)) {
      return rt::raise_type_error(t_, "%N.__match_args__ must be a tuple (got %T)", type_, match_args.get());
    }
    bool itself = !match_args && matches_itself(type_);
    u64 allowed = match_args ? rt::as_tuple(match_args)->length : itself;
    if (allowed < wanted) {
      return rt::raise_type_error(t_, "%N() accepts %zu positional sub-pattern%s (%zu given)", type_,
                                  static_cast<size_t>(allowed), allowed == 1 ? "" : "s", static_cast<size_t>(wanted));
    }
    if (itself) {
      values_[found_++] = Ref::share(t_, subject_);
      return true;
    }
    for (u64 i = 0; i < wanted; ++i) {
      Value name = (*rt::as_tuple(match_args))[i];
      if (!rt::is_exact_str(name))
        return rt::raise_type_error(t_, "__match_args__ elements must be strings (got %T)", name);
      if (!attribute_py(name)) return false;
    }
    return true;
  }

  // True if an earlier sub-pattern has named the attribute.
  bool is_named(Value name) const {
    for (u64 i = 0; i < named_; ++i) {
      if (rt::str_equal(names_[i], name)) return true;
    }
    return false;
  }

  // False: no such attribute (no error), or an error.
  bool attribute_py(Value name) {
    if (is_named(name)) return rt::raise_type_error(t_, "%N() got multiple sub-patterns for attribute %R", type_, name);
    names_[named_++] = Ref::share(t_, name);
    values_[found_] = rt::getattr_optional_py(t_, subject_, name);
    return values_[found_] && ++found_;
  }

  Thread& t_;
  Value subject_;
  rt::Type* type_;
  u64 found_ = 0, named_ = 0;
  Ref few_values_[kFew], few_names_[kFew];
  std::unique_ptr<Ref[]> many_;
  Ref *values_ = few_values_, *names_ = few_names_;
};

}  // namespace

static Value match_class_py(Thread& t, Value subject, Value cls, u64 positional, Value names) {
  if (!rt::is_type(cls)) return rt::raise_type_error(t, "called match pattern must be a class");
  int is_instance = rt::isinstance_py(t, subject, cls);
  if (is_instance <= 0) return is_instance < 0 ? Value() : rt::kNone;
  const rt::Tuple* keywords = rt::as_tuple(names);
  ClassMatch match(t, subject, cls.as<rt::Type>(), positional + keywords->length);
  return match.run_py(positional, keywords).release();
}

OP_HANDLER(MATCH_CLASS) {
  SAVE();
  u64 extra = load_word(pc);
  Value v = match_class_py(*t, REG_B, REG_C, extra & 0xffffffff, k[extra >> 32]);
  if (!v) UNWIND();
  CONSUME_C();
  FINISH_SLOW_SKIP(DEST, v, 1);
}

}  // namespace vm
