// The slots of classes in both directions: one row for each member of PyTypeObject and its suites that has a slot.
//
// Each kind of function (unary, binary, ...) has three templates: the trampoline by which a slot calls C, and the two
// functions by which C calls a slot. Field names a member: it fetches the function of C from a class.
#include "interp/capi/c_type.h"
#include "interp/capi/methods.h"
#include "runtime/object/slots_generic.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace capi {

namespace {

using rt::CallArgs;
using rt::Slots;
using rt::Type;

// ---- where a function of C is

template <class Struct, class Function>
u32 offset_of(Function Struct::* member) {
  return static_cast<u32>(__builtin_bit_cast(ptrdiff_t, member));  // as the C++ ABI of Itanium represents it
}

template <class Struct>
constexpr Suite kSuiteOf = std::is_same_v<Struct, PyNumberMethods>     ? Suite::kNumber
                           : std::is_same_v<Struct, PySequenceMethods> ? Suite::kSequence
                           : std::is_same_v<Struct, PyMappingMethods>  ? Suite::kMapping
                           : std::is_same_v<Struct, PyAsyncMethods>    ? Suite::kAsync
                                                                       : Suite::kBuffer;

// get(): the function of the extension in a class of C; null: none.
template <auto kMember>
struct TypeField;
template <class Function, Function PyTypeObject::* kMember>
struct TypeField<kMember> {
  static Function get(PyTypeObject* type) {
    return reinterpret_cast<Function>(function_of_extension(type, Suite::kType, type, offset_of(kMember)));
  }
};
template <auto kSuite, auto kMember>
struct SuiteField;
template <class Struct, class Function, Struct* PyTypeObject::* kSuite, Function Struct::* kMember>
struct SuiteField<kSuite, kMember> {
  static Function get(PyTypeObject* type) {
    return reinterpret_cast<Function>(function_of_extension(type, kSuiteOf<Struct>, type->*kSuite, offset_of(kMember)));
  }
};

// A function of C as trampolines call it, or none.
template <class Function>
struct Entry {
  Function function = nullptr;
  explicit operator bool() const { return function; }
  bool operator==(const Entry&) const = default;
  template <class... A>
  auto operator()(A... arguments) const {
    return enter(function, arguments...);
  }
};

// The function of C for objects of the class; none: no class of an extension in the MRO has one.
template <class Field>
auto find(const Type* type) {
  Entry<decltype(Field::get(nullptr))> found;
  find_c_class(type, [&](PyTypeObject* cls) { return (found.function = Field::get(cls)) != nullptr; });
  return found;
}

// The class whose function a trampoline must call: the object's, unless Python code has named another one, which is
// asked once for each call.
const Type* named_class() { return std::exchange(rt::t_wrapped_class, nullptr); }
const Type* target(Value self) {
  const Type* named = named_class();
  return named ? named : rt::type_of(self);
}

Ref slot_name(Thread& t, Value self) { return rt::format_message(t, "a slot of '%T'", self); }

// The result of a slot of C.
Ref finish(Thread& t, Value self, PyObject* result) {
  return result_of(t, result, [&] { return slot_name(t, self); });
}
bool finish_status(Thread& t, Value self, bool failed) {
  return status_of(t, failed, [&] { return slot_name(t, self); });
}
// A slot whose function has gone: an extension has emptied a member after PyType_Ready().
rt::Error raise_gone(Thread& t, Value self) {
  return rt::raise(t, rt::kSystemErrorType, "a slot of '%T' has been emptied by its extension", self);
}

// ---- whose slots a function for C calls

// Those of the object's class, as a Python class with special methods of its own wants.
struct Dynamic {
  static const Slots* slots(Type* type, u32) { return &type->slots; }
};
// Those of the first native class that is no extension's: the base of a class of C.
struct Native {
  static const Slots* slots(Type* type, u32 slot) {
    const rt::Tuple& order = *rt::as_tuple(type->mro.get_shared());
    for (u64 i = 0; i < order.length; ++i) {
      auto* cls = order[i].as<Type>();
      if (cls->spec && !is_c_class(cls) && rt::slot_at(cls->slots, slot)) return &cls->slots;
    }
    return &type->slots;
  }
};

template <auto kSlot>
constexpr u32 kOffset = 0;

// Calls the slot at `kAt`, of type F, of the object that decides.
template <class Whose, u32 kAt, class F>
auto* slot_of(Value v) {
  return reinterpret_cast<F*>(rt::slot_at(const_cast<Slots&>(*Whose::slots(rt::type_of(v), kAt)), kAt).get());
}

constexpr u32 at_binary(rt::BinaryOp op) { return offsetof(Slots, binary) + static_cast<u32>(op) * sizeof(rt::SlotFn); }
constexpr u32 at_inplace(rt::BinaryOp op) {
  return offsetof(Slots, inplace) + static_cast<u32>(op) * sizeof(rt::SlotFn);
}
constexpr u32 at_unary(rt::UnaryOp op) { return offsetof(Slots, unary) + static_cast<u32>(op) * sizeof(rt::SlotFn); }

// ---- unary: repr(x), -x, iter(x)

template <class Field>
Ref unary_in(Thread& t, Value self) {
  auto f = find<Field>(target(self));
  return f ? finish(t, self, f(word(self))) : Ref(raise_gone(t, self));
}
template <class Whose, u32 kAt>
PyObject* unary_out(PyObject* self) {
  Call call;
  return give(slot_of<Whose, kAt, Ref(Thread&, Value)>(value(self))(call, value(self)));
}

// ---- next(x): NULL without an error is the end, or NULL with a StopIteration, whose value an `await` wants

Ref next_in(Thread& t, Value self) {
  auto f = find<TypeField<&PyTypeObject::tp_iternext>>(target(self));
  if (!f) return raise_gone(t, self);
  PyObject* item = f(word(self));
  if (item) return result_of(t, item, [&] { return slot_name(t, self); });
  return rt::error_pending(t) ? Ref() : Ref::immediate(rt::kStop);
}
template <class Whose>
PyObject* next_out(PyObject* self) {
  Call call;
  Ref item = slot_of<Whose, offsetof(Slots, next), Ref(Thread&, Value)>(value(self))(call, value(self));
  return item.get() == rt::kStop ? nullptr : give(std::move(item));
}

// ---- hash(x)

bool hash_in(Thread& t, Value self, i64* out) {
  auto f = find<TypeField<&PyTypeObject::tp_hash>>(target(self));
  if (!f) return raise_gone(t, self);
  *out = f(word(self));
  return *out != -1 || finish_status(t, self, true);
}
template <class Whose>
Py_hash_t hash_out(PyObject* self) {
  Call call;
  i64 hash;
  bool ok = slot_of<Whose, offsetof(Slots, hash), bool(Thread&, Value, i64*)>(value(self))(call, value(self), &hash);
  return ok ? hash : -1;
}

// ---- x(...)

// By the function whose address is in the object, if the class has such a place; else with a tuple and a dict.
Ref call_vector(Thread& t, Value self, vectorcallfunc f, const CallArgs& args) {
  Words words(t, args.values, args.positional + args.keywords());
  if (!words) return Ref();
  size_t count = args.positional | PY_VECTORCALL_ARGUMENTS_OFFSET;
  return finish(t, self, enter(f, word(self), words.data(), count, word(args.names)));
}

Ref call_in(Thread& t, Value self, const CallArgs& args) {
  const Type* named = named_class();
  if (rt::NativeDepth depth(t, ""); !depth) return Ref();
  vectorcallfunc vector = named ? nullptr : PyVectorcall_Function(word(self));
  if (vector) return call_vector(t, self, vector, args);
  auto f = find<TypeField<&PyTypeObject::tp_call>>(named ? named : rt::type_of(self));
  if (!f) return raise_gone(t, self);
  Ref tuple = arguments_tuple(t, args.values, args.positional);
  bool ok = bool(tuple);
  Ref dict = ok ? keywords_dict_py(t, args, &ok) : Ref();
  return ok ? finish(t, self, f(word(self), word(tuple.get()), word(dict.get()))) : Ref();
}

// The arguments of a tuple and a dict, either of which may be NULL, as CallArgs, while this object lives.
class Unpacked {
 public:
  Unpacked(Thread& t, PyObject* args, PyObject* keywords) : t_(t) {
    u64 positional = args ? rt::as_tuple(value(args))->length : 0, named = 0;
    if (keywords) items_ = rt::dict_items_list(t, rt::as_dict(value(keywords)));
    if (keywords && !items_) return;
    if (items_) named = rt::as_list(items_)->size();
    values_ = static_cast<Value*>(gc::raw_alloc((positional + named + 1) * sizeof(Value)));
    if (!values_) {
      rt::raise_memory_error(t);
      return;
    }
    for (u64 i = 0; i < positional; ++i) values_[i] = (*rt::as_tuple(value(args)))[i];
    if (named) names_ = rt::make_tuple_uninitialised(t, named);
    for (u64 i = 0; i < named && names_; ++i) {
      const rt::Tuple& item = *rt::as_tuple((*rt::as_list(items_))[i]);
      rt::init_field(rt::as_tuple(names_)->items[i], Ref::share(t, item[0]));
      values_[positional + i] = item[1];
    }
    ok_ = !named || names_;
    args_ = {values_, static_cast<u32>(positional), names_.get()};
  }
  ~Unpacked() { gc::raw_free(values_); }
  Unpacked(const Unpacked&) = delete;
  Unpacked& operator=(const Unpacked&) = delete;
  explicit operator bool() const { return ok_; }  // false: an error is pending
  const CallArgs& args() const { return args_; }

 private:
  Thread& t_;
  Value* values_ = nullptr;
  Ref items_, names_;
  CallArgs args_{};
  bool ok_ = false;
};

template <class Whose>
PyObject* call_out(PyObject* self, PyObject* args, PyObject* keywords) {
  Call call;
  Unpacked unpacked(call, args, keywords);
  if (!unpacked) return nullptr;
  auto* slot = slot_of<Whose, offsetof(Slots, call), Ref(Thread&, Value, const CallArgs&)>(value(self));
  return give(slot(call, value(self), unpacked.args()));
}

// ---- attributes

Ref getattr_in(Thread& t, Value self, Value name) {
  getattrofunc by_object = nullptr;
  getattrfunc by_text = nullptr;
  find_c_class(target(self), [&](PyTypeObject* cls) {
    by_object = TypeField<&PyTypeObject::tp_getattro>::get(cls);
    by_text = cls->tp_getattr;
    return by_object || by_text;
  });
  if (by_object) return finish(t, self, enter(by_object, word(self), word(name)));
  if (!by_text) return raise_gone(t, self);
  const char* text = PyUnicode_AsUTF8(word(name));
  return text ? finish(t, self, enter(by_text, word(self), const_cast<char*>(text))) : Ref();
}
template <class Whose>
PyObject* getattr_out(PyObject* self, PyObject* name) {
  Call call;
  return give(slot_of<Whose, offsetof(Slots, getattr), Ref(Thread&, Value, Value)>(value(self))(call, value(self),
                                                                                                value(name)));
}

bool setattr_in(Thread& t, Value self, Value name, Value v) {
  setattrofunc by_object = nullptr;
  setattrfunc by_text = nullptr;
  find_c_class(target(self), [&](PyTypeObject* cls) {
    by_object = TypeField<&PyTypeObject::tp_setattro>::get(cls);
    by_text = cls->tp_setattr;
    return by_object || by_text;
  });
  if (by_object) return finish_status(t, self, enter(by_object, word(self), word(name), word(v)) != 0);
  if (!by_text) return raise_gone(t, self);
  const char* text = PyUnicode_AsUTF8(word(name));
  return text && finish_status(t, self, enter(by_text, word(self), const_cast<char*>(text), word(v)) != 0);
}
template <class Whose>
int setattr_out(PyObject* self, PyObject* name, PyObject* v) {
  Call call;
  auto* slot = slot_of<Whose, offsetof(Slots, setattr), bool(Thread&, Value, Value, Value)>(value(self));
  return call.status(slot(call, value(self), value(name), value(v)));
}

// ---- comparison

constexpr int c_op(rt::CompareOp op) {
  using enum rt::CompareOp;
  switch (op) {
    case kLt: return Py_LT;
    case kLe: return Py_LE;
    case kEq: return Py_EQ;
    case kNe: return Py_NE;
    case kGt: return Py_GT;
    default: return Py_GE;
  }
}
Ref compare_in(Thread& t, Value a, Value b, rt::CompareOp op) {
  auto f = find<TypeField<&PyTypeObject::tp_richcompare>>(target(a));
  return f ? finish(t, a, f(word(a), word(b), c_op(op))) : Ref(raise_gone(t, a));
}
template <class Whose>
PyObject* compare_out(PyObject* a, PyObject* b, int op) {
  using enum rt::CompareOp;
  constexpr rt::CompareOp kOps[] = {kLt, kLe, kEq, kNe, kGt, kGe};
  Call call;
  if (op < Py_LT || op > Py_GE) return call.bad_call(), nullptr;
  auto* slot = slot_of<Whose, offsetof(Slots, compare), Ref(Thread&, Value, Value, rt::CompareOp)>(value(a));
  return give(slot(call, value(a), value(b), kOps[op]));
}

// ---- length, items, membership, truth

using MappingLength = SuiteField<&PyTypeObject::tp_as_mapping, &PyMappingMethods::mp_length>;
using SequenceLength = SuiteField<&PyTypeObject::tp_as_sequence, &PySequenceMethods::sq_length>;
using Subscript = SuiteField<&PyTypeObject::tp_as_mapping, &PyMappingMethods::mp_subscript>;
using Item = SuiteField<&PyTypeObject::tp_as_sequence, &PySequenceMethods::sq_item>;
using AssSubscript = SuiteField<&PyTypeObject::tp_as_mapping, &PyMappingMethods::mp_ass_subscript>;
using AssItem = SuiteField<&PyTypeObject::tp_as_sequence, &PySequenceMethods::sq_ass_item>;

i64 len_in(Thread& t, Value self) {
  const Type* type = target(self);
  auto f = find<SequenceLength>(type);
  if (!f) f = find<MappingLength>(type);
  if (!f) return raise_gone(t, self);
  Py_ssize_t n = f(word(self));
  return n >= 0 || finish_status(t, self, true) ? n : -1;
}
template <class Whose>
Py_ssize_t len_out(PyObject* self) {
  Call call;
  return slot_of<Whose, offsetof(Slots, len), i64(Thread&, Value)>(value(self))(call, value(self));
}

// A negative index of a sequence counts from the end, if the sequence tells its length. False: an error is pending.
bool count_from_end(Thread& t, Value self, const Type* type, i64* index) {
  auto length = find<SequenceLength>(type);
  if (*index >= 0 || !length) return true;
  Py_ssize_t n = length(word(self));
  if (n < 0) return finish_status(t, self, true);
  *index += n;
  return true;
}
bool index_of_py(Thread& t, Value self, const Type* type, Value key, i64* index) {
  if (!rt::type_of(key)->slots.index) return rt::raise_type_error(t, "sequence index must be integer, not '%T'", key);
  return rt::index_i64_py(t, key, index, rt::kIndexErrorType) && count_from_end(t, self, type, index);
}

Ref getitem_in(Thread& t, Value self, Value key) {
  const Type* type = target(self);
  if (auto f = find<Subscript>(type)) return finish(t, self, f(word(self), word(key)));
  auto f = find<Item>(type);
  i64 index;
  if (!f) return raise_gone(t, self);
  return index_of_py(t, self, type, key, &index) ? finish(t, self, f(word(self), index)) : Ref();
}
template <class Whose>
PyObject* subscript_out(PyObject* self, PyObject* key) {
  Call call;
  auto* slot = slot_of<Whose, offsetof(Slots, getitem), Ref(Thread&, Value, Value)>(value(self));
  return give(slot(call, value(self), value(key)));
}
template <class Whose>
PyObject* item_out(PyObject* self, Py_ssize_t index) {
  Call call;
  Ref key = rt::make_int(call, index);
  auto* slot = slot_of<Whose, offsetof(Slots, getitem), Ref(Thread&, Value, Value)>(value(self));
  return give(key ? slot(call, value(self), key) : Ref());
}

bool setitem_in(Thread& t, Value self, Value key, Value v) {
  const Type* type = target(self);
  if (auto f = find<AssSubscript>(type)) return finish_status(t, self, f(word(self), word(key), word(v)) != 0);
  auto f = find<AssItem>(type);
  i64 index;
  if (!f) return raise_gone(t, self);
  return index_of_py(t, self, type, key, &index) && finish_status(t, self, f(word(self), index, word(v)) != 0);
}
template <class Whose>
int ass_subscript_out(PyObject* self, PyObject* key, PyObject* v) {
  Call call;
  auto* slot = slot_of<Whose, offsetof(Slots, setitem), bool(Thread&, Value, Value, Value)>(value(self));
  return call.status(slot(call, value(self), value(key), value(v)));
}
template <class Whose>
int ass_item_out(PyObject* self, Py_ssize_t index, PyObject* v) {
  Call call;
  Ref key = rt::make_int(call, index);
  auto* slot = slot_of<Whose, offsetof(Slots, setitem), bool(Thread&, Value, Value, Value)>(value(self));
  return call.status(key && slot(call, value(self), key, value(v)));
}

int contains_in(Thread& t, Value self, Value item) {
  auto f = find<SuiteField<&PyTypeObject::tp_as_sequence, &PySequenceMethods::sq_contains>>(target(self));
  if (!f) return raise_gone(t, self);
  int result = f(word(self), word(item));
  return result >= 0 || finish_status(t, self, true) ? result : -1;
}
template <class Whose>
int contains_out(PyObject* self, PyObject* item) {
  Call call;
  auto* slot = slot_of<Whose, offsetof(Slots, contains), int(Thread&, Value, Value)>(value(self));
  return slot(call, value(self), value(item));
}

int truth_in(Thread& t, Value self) {
  auto f = find<SuiteField<&PyTypeObject::tp_as_number, &PyNumberMethods::nb_bool>>(target(self));
  if (!f) return raise_gone(t, self);
  int result = f(word(self));
  return result >= 0 || finish_status(t, self, true) ? result : -1;
}
template <class Whose>
int truth_out(PyObject* self) {
  Call call;
  return slot_of<Whose, offsetof(Slots, truth), int(Thread&, Value)>(value(self))(call, value(self));
}

// ---- a + b: either operand's class may be an extension's, or both
//
// The interpreter calls a slot once if both classes have the same one. All classes of extensions have the same
// trampoline, which therefore keeps CPython's order itself: the right operand's function first if its class derives
// from the left one's.

template <class Field, u32 kAt, class... Rest>
Ref binary_in_of(Thread& t, Value a, Value b, rt::SlotFn own, Rest... rest) {
  if (const Type* named = named_class()) {
    auto f = find<Field>(named);
    return f ? finish(t, a, f(word(a), word(b), rest...)) : Ref(raise_gone(t, a));
  }
  Type *left = rt::type_of(a), *right = rt::type_of(b);
  auto function = [own](Type* type) {
    return rt::slot_at(type->slots, kAt).get() == own ? find<Field>(type) : decltype(find<Field>(type)){};
  };
  auto first = function(left), second = function(right);
  // Neither class has the slot itself: a method of a base has been called by its name.
  if (!first && !second) {
    first = find<Field>(left);
    if (!first) second = find<Field>(right);
  }
  if (first == second) second = {};
  if (first && second && rt::is_subtype(right, left)) std::swap(first, second);
  for (auto f : {first, second}) {
    if (!f) continue;
    Ref result = finish(t, f == first ? a : b, f(word(a), word(b), rest...));
    if (result.get() != rt::kNotImplemented) return result;
  }
  return Ref::immediate(rt::kNotImplemented);
}

template <class Field, u32 kAt>
Ref binary_in(Thread& t, Value a, Value b) {
  return binary_in_of<Field, kAt>(t, a, b, reinterpret_cast<rt::SlotFn>(binary_in<Field, kAt>));
}
// The function belongs to whichever operand's class has it as a member: the left one's first.
template <class Whose, u32 kAt>
PyObject* binary_out(PyObject* a, PyObject* b) {
  Call call;
  for (PyObject* owner : {a, b}) {
    auto* slot = slot_of<Whose, kAt, Ref(Thread&, Value, Value)>(value(owner));
    if (!slot) continue;
    Ref result = slot(call, value(a), value(b));
    if (result.get() != rt::kNotImplemented) return give(std::move(result));
  }
  return Py_NotImplemented;
}

// a += b and the concatenation of sequences: the left operand's class decides.
template <class Field>
Ref left_in(Thread& t, Value a, Value b) {
  auto f = find<Field>(target(a));
  return f ? finish(t, a, f(word(a), word(b))) : Ref(raise_gone(t, a));
}
template <class Whose, u32 kAt>
PyObject* left_out(PyObject* a, PyObject* b) {
  Call call;
  return give(slot_of<Whose, kAt, Ref(Thread&, Value, Value)>(value(a))(call, value(a), value(b)));
}

template <class Field>
Ref repeat_in(Thread& t, Value a, i64 n) {
  auto f = find<Field>(target(a));
  return f ? finish(t, a, f(word(a), n)) : Ref(raise_gone(t, a));
}
template <class Whose, u32 kAt>
PyObject* repeat_out(PyObject* a, Py_ssize_t n) {
  Call call;
  return give(slot_of<Whose, kAt, Ref(Thread&, Value, i64)>(value(a))(call, value(a), n));
}

// ---- a ** b and pow(a, b, c): one function of C, two slots

using Power = SuiteField<&PyTypeObject::tp_as_number, &PyNumberMethods::nb_power>;
using InplacePower = SuiteField<&PyTypeObject::tp_as_number, &PyNumberMethods::nb_inplace_power>;
constexpr u32 kAtPower = at_binary(rt::BinaryOp::kPow);

Ref power_in(Thread& t, Value a, Value b) {
  return binary_in_of<Power, kAtPower>(t, a, b, reinterpret_cast<rt::SlotFn>(power_in), Py_None);
}
Ref ternary_power_in(Thread& t, Value a, Value b, Value modulus) {
  return binary_in_of<Power, offsetof(Slots, power)>(t, a, b, reinterpret_cast<rt::SlotFn>(ternary_power_in),
                                                     word(modulus));
}
template <class Whose>
PyObject* power_out(PyObject* a, PyObject* b, PyObject* modulus) {
  if (modulus == Py_None) return binary_out<Whose, kAtPower>(a, b);
  Call call;
  auto* slot = slot_of<Whose, offsetof(Slots, power), Ref(Thread&, Value, Value, Value)>(value(a));
  return slot ? give(slot(call, value(a), value(b), value(modulus))) : Py_NotImplemented;
}
Ref inplace_power_in(Thread& t, Value a, Value b) {
  auto f = find<InplacePower>(target(a));
  return f ? finish(t, a, f(word(a), word(b), Py_None)) : Ref(raise_gone(t, a));
}
template <class Whose>
PyObject* inplace_power_out(PyObject* a, PyObject* b, PyObject*) {
  return left_out<Whose, at_inplace(rt::BinaryOp::kPow)>(a, b);
}

// ---- descriptors

Ref get_in(Thread& t, Value self, Value instance, Value owner) {
  auto f = find<TypeField<&PyTypeObject::tp_descr_get>>(target(self));
  return f ? finish(t, self, f(word(self), word(instance), word(owner))) : Ref(raise_gone(t, self));
}
template <class Whose>
PyObject* get_out(PyObject* self, PyObject* instance, PyObject* owner) {
  Call call;
  auto* slot = slot_of<Whose, offsetof(Slots, get), Ref(Thread&, Value, Value, Value)>(value(self));
  return give(slot(call, value(self), value(instance), value(owner)));
}
bool set_in(Thread& t, Value self, Value instance, Value v) {
  auto f = find<TypeField<&PyTypeObject::tp_descr_set>>(target(self));
  return f ? finish_status(t, self, f(word(self), word(instance), word(v)) != 0) : bool(raise_gone(t, self));
}
template <class Whose>
int set_out(PyObject* self, PyObject* instance, PyObject* v) {
  Call call;
  auto* slot = slot_of<Whose, offsetof(Slots, set), bool(Thread&, Value, Value, Value)>(value(self));
  return call.status(slot(call, value(self), value(instance), value(v)));
}

// ---- construction

Ref create_in(Thread& t, Type* type, const CallArgs& args) {
  if (rt::NativeDepth depth(t, ""); !depth) return Ref();
  Entry<newfunc> f;
  find_c_base(type,
              [&](PyTypeObject* cls) { return (f.function = TypeField<&PyTypeObject::tp_new>::get(cls)) != nullptr; });
  if (!f) return raise_gone(t, type);
  Ref tuple = arguments_tuple(t, args.values, args.positional);
  bool ok = bool(tuple);
  Ref dict = ok ? keywords_dict_py(t, args, &ok) : Ref();
  if (!ok) return Ref();
  return result_of(t, f(c_type(type), word(tuple.get()), word(dict.get())),
                   [&] { return rt::format_message(t, "%N.__new__()", type); });
}
template <class Whose>
PyObject* create_out(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  Call call;
  Unpacked unpacked(call, args, keywords);
  if (!unpacked) return nullptr;
  const Slots* slots = Whose::slots(type_at(type), offsetof(Slots, create));
  return give(slots->create(call, type_at(type), unpacked.args()));
}

bool init_in(Thread& t, Value self, const CallArgs& args) {
  auto f = find<TypeField<&PyTypeObject::tp_init>>(target(self));
  if (!f) return raise_gone(t, self);
  Ref tuple = arguments_tuple(t, args.values, args.positional);
  bool ok = bool(tuple);
  Ref dict = ok ? keywords_dict_py(t, args, &ok) : Ref();
  return ok && finish_status(t, self, f(word(self), word(tuple.get()), word(dict.get())) != 0);
}
template <class Whose>
int init_out(PyObject* self, PyObject* args, PyObject* keywords) {
  Call call;
  Unpacked unpacked(call, args, keywords);
  if (!unpacked) return -1;
  auto* slot = slot_of<Whose, offsetof(Slots, init), bool(Thread&, Value, const CallArgs&)>(value(self));
  return call.status(slot(call, value(self), unpacked.args()));
}

// ---- buffers

// What a buffer of C needs until it is released.
struct LentByC {
  Py_buffer view;
  i64 sizes[2 * PyBUF_MAX_NDIM];
};

bool get_buffer_in(Thread& t, Value self, rt::Buffer* out, rt::BufferUse use) {
  auto f = find<SuiteField<&PyTypeObject::tp_as_buffer, &PyBufferProcs::bf_getbuffer>>(target(self));
  if (!f) return raise_gone(t, self);
  auto* lent = static_cast<LentByC*>(gc::raw_calloc(sizeof(LentByC)));
  if (!lent) return rt::raise_memory_error(t);
  if (!finish_status(t, self, f(word(self), &lent->view, static_cast<int>(use)) != 0)) {
    gc::raw_free(lent);
    return false;
  }
  const Py_buffer& view = lent->view;
  if (has_pointers(view)) {
    PyBuffer_Release(&lent->view);
    gc::raw_free(lent);
    return rt::raise(t, rt::kNotImplementedErrorType, "the buffer of a '%T' object has suboffsets", self);
  }
  // A view without dimensions has one item. But CPython copies as many bytes as its length says: a result of lxml's
  // XSLT has no dimensions and any length.
  bool is_row = view.ndim == 0 && view.len != view.itemsize;
  // The view's own exporter may be another object, which the view holds until it is released.
  *out = {.data = view.buf,
          .bytes = view.len,
          .item_size = view.itemsize,
          .readonly = view.readonly != 0,
          .ndim = is_row ? 1 : view.ndim,
          .format = view.format,
          .shape = reinterpret_cast<const i64*>(view.shape),
          .strides = reinterpret_cast<const i64*>(view.strides)};
  out->owner = Ref::share(t, self).release();
  out->internal = lent;
  return true;
}
void release_buffer_in(Thread& t, Value self, rt::Buffer* buffer) {
  auto* lent = static_cast<LentByC*>(buffer->internal);
  if (!lent) return;
  Ref pending = rt::take_error(t);
  PyBuffer_Release(&lent->view);
  if (rt::error_pending(t)) rt::write_unraisable_py(t, nullptr, self);
  if (pending) rt::restore_error(t, std::move(pending));
  gc::raw_free(lent);
}
template <class Whose>
int get_buffer_out(PyObject* self, Py_buffer* view, int flags) {
  return PyObject_GetBuffer(self, view, flags);
}
template <class Whose>
void release_buffer_out(PyObject*, Py_buffer* view) {
  PyBuffer_Release(view);
}

// ---- the table

template <class F>
rt::SlotFn fn(F* f) {
  return reinterpret_cast<rt::SlotFn>(f);
}
template <class F>
void* address(F* f) {
  return reinterpret_cast<void*>(f);
}

#define TYPE_AT(member) Suite::kType, offsetof(PyTypeObject, member)
#define NUMBER_AT(member) Suite::kNumber, offsetof(PyNumberMethods, member)
#define SEQUENCE_AT(member) Suite::kSequence, offsetof(PySequenceMethods, member)
#define MAPPING_AT(member) Suite::kMapping, offsetof(PyMappingMethods, member)
#define ASYNC_AT(member) Suite::kAsync, offsetof(PyAsyncMethods, member)
#define BUFFER_AT(member) Suite::kBuffer, offsetof(PyBufferProcs, member)
#define TYPE_FIELD(member) TypeField<&PyTypeObject::member>
#define NUMBER_FIELD(member) SuiteField<&PyTypeObject::tp_as_number, &PyNumberMethods::member>
#define SEQUENCE_FIELD(member) SuiteField<&PyTypeObject::tp_as_sequence, &PySequenceMethods::member>
#define ASYNC_FIELD(member) SuiteField<&PyTypeObject::tp_as_async, &PyAsyncMethods::member>

// Rows of the kinds that many members have.
#define UNARY(at, field, slot, id) \
  {at, slot, fn(unary_in<field>), address(unary_out<Native, slot>), address(unary_out<Dynamic, slot>), id}
#define BINARY(member, op)                                                                                      \
  {NUMBER_AT(member), at_binary(rt::BinaryOp::op), fn(binary_in<NUMBER_FIELD(member), at_binary(rt::BinaryOp::op)>), \
   address(binary_out<Native, at_binary(rt::BinaryOp::op)>), address(binary_out<Dynamic, at_binary(rt::BinaryOp::op)>), \
   Py_##member}
#define INPLACE(member, op)                                                                         \
  {NUMBER_AT(member), at_inplace(rt::BinaryOp::op), fn(left_in<NUMBER_FIELD(member)>),                 \
   address(left_out<Native, at_inplace(rt::BinaryOp::op)>), address(left_out<Dynamic, at_inplace(rt::BinaryOp::op)>), \
   Py_##member}
#define OTHER(at, slot, in, out, id) {at, slot, fn(in), address(out<Native>), address(out<Dynamic>), id}

}  // namespace

const SlotRow kSlotRows[] = {
    UNARY(TYPE_AT(tp_repr), TYPE_FIELD(tp_repr), offsetof(Slots, repr), Py_tp_repr),
    UNARY(TYPE_AT(tp_str), TYPE_FIELD(tp_str), offsetof(Slots, str), Py_tp_str),
    UNARY(TYPE_AT(tp_iter), TYPE_FIELD(tp_iter), offsetof(Slots, iter), Py_tp_iter),
    OTHER(TYPE_AT(tp_iternext), offsetof(Slots, next), next_in, next_out, Py_tp_iternext),
    OTHER(TYPE_AT(tp_hash), offsetof(Slots, hash), hash_in, hash_out, Py_tp_hash),
    OTHER(TYPE_AT(tp_call), offsetof(Slots, call), call_in, call_out, Py_tp_call),
    OTHER(TYPE_AT(tp_getattro), offsetof(Slots, getattr), getattr_in, getattr_out, Py_tp_getattro),
    OTHER(TYPE_AT(tp_setattro), offsetof(Slots, setattr), setattr_in, setattr_out, Py_tp_setattro),
    OTHER(TYPE_AT(tp_richcompare), offsetof(Slots, compare), compare_in, compare_out, Py_tp_richcompare),
    OTHER(TYPE_AT(tp_descr_get), offsetof(Slots, get), get_in, get_out, Py_tp_descr_get),
    OTHER(TYPE_AT(tp_descr_set), offsetof(Slots, set), set_in, set_out, Py_tp_descr_set),
    OTHER(TYPE_AT(tp_new), offsetof(Slots, create), create_in, create_out, Py_tp_new),
    OTHER(TYPE_AT(tp_init), offsetof(Slots, init), init_in, init_out, Py_tp_init),
    UNARY(ASYNC_AT(am_await), ASYNC_FIELD(am_await), offsetof(Slots, await), Py_am_await),
    UNARY(ASYNC_AT(am_aiter), ASYNC_FIELD(am_aiter), offsetof(Slots, aiter), Py_am_aiter),
    UNARY(ASYNC_AT(am_anext), ASYNC_FIELD(am_anext), offsetof(Slots, anext), Py_am_anext),
    BINARY(nb_add, kAdd),
    BINARY(nb_subtract, kSub),
    BINARY(nb_multiply, kMul),
    BINARY(nb_remainder, kMod),
    BINARY(nb_divmod, kDivmod),
    BINARY(nb_lshift, kLshift),
    BINARY(nb_rshift, kRshift),
    BINARY(nb_and, kAnd),
    BINARY(nb_xor, kXor),
    BINARY(nb_or, kOr),
    BINARY(nb_floor_divide, kFloorDiv),
    BINARY(nb_true_divide, kTrueDiv),
    BINARY(nb_matrix_multiply, kMatMul),
    OTHER(NUMBER_AT(nb_power), kAtPower, power_in, power_out, Py_nb_power),
    OTHER(NUMBER_AT(nb_power), offsetof(Slots, power), ternary_power_in, power_out, 0),
    UNARY(NUMBER_AT(nb_negative), NUMBER_FIELD(nb_negative), at_unary(rt::UnaryOp::kNeg), Py_nb_negative),
    UNARY(NUMBER_AT(nb_positive), NUMBER_FIELD(nb_positive), at_unary(rt::UnaryOp::kPos), Py_nb_positive),
    UNARY(NUMBER_AT(nb_absolute), NUMBER_FIELD(nb_absolute), at_unary(rt::UnaryOp::kAbs), Py_nb_absolute),
    UNARY(NUMBER_AT(nb_invert), NUMBER_FIELD(nb_invert), at_unary(rt::UnaryOp::kInvert), Py_nb_invert),
    UNARY(NUMBER_AT(nb_int), NUMBER_FIELD(nb_int), offsetof(Slots, to_int), Py_nb_int),
    UNARY(NUMBER_AT(nb_float), NUMBER_FIELD(nb_float), offsetof(Slots, to_float), Py_nb_float),
    UNARY(NUMBER_AT(nb_index), NUMBER_FIELD(nb_index), offsetof(Slots, index), Py_nb_index),
    OTHER(NUMBER_AT(nb_bool), offsetof(Slots, truth), truth_in, truth_out, Py_nb_bool),
    INPLACE(nb_inplace_add, kAdd),
    INPLACE(nb_inplace_subtract, kSub),
    INPLACE(nb_inplace_multiply, kMul),
    INPLACE(nb_inplace_remainder, kMod),
    INPLACE(nb_inplace_lshift, kLshift),
    INPLACE(nb_inplace_rshift, kRshift),
    INPLACE(nb_inplace_and, kAnd),
    INPLACE(nb_inplace_xor, kXor),
    INPLACE(nb_inplace_or, kOr),
    INPLACE(nb_inplace_floor_divide, kFloorDiv),
    INPLACE(nb_inplace_true_divide, kTrueDiv),
    INPLACE(nb_inplace_matrix_multiply, kMatMul),
    OTHER(NUMBER_AT(nb_inplace_power), at_inplace(rt::BinaryOp::kPow), inplace_power_in, inplace_power_out,
          Py_nb_inplace_power),
    OTHER(SEQUENCE_AT(sq_length), offsetof(Slots, len), len_in, len_out, Py_sq_length),
    OTHER(MAPPING_AT(mp_length), offsetof(Slots, len), len_in, len_out, Py_mp_length),
    OTHER(MAPPING_AT(mp_subscript), offsetof(Slots, getitem), getitem_in, subscript_out, Py_mp_subscript),
    OTHER(SEQUENCE_AT(sq_item), offsetof(Slots, getitem), getitem_in, item_out, Py_sq_item),
    OTHER(MAPPING_AT(mp_ass_subscript), offsetof(Slots, setitem), setitem_in, ass_subscript_out, Py_mp_ass_subscript),
    OTHER(SEQUENCE_AT(sq_ass_item), offsetof(Slots, setitem), setitem_in, ass_item_out, Py_sq_ass_item),
    OTHER(SEQUENCE_AT(sq_contains), offsetof(Slots, contains), contains_in, contains_out, Py_sq_contains),
    {SEQUENCE_AT(sq_concat), offsetof(Slots, concat), fn(left_in<SEQUENCE_FIELD(sq_concat)>),
     address(left_out<Native, offsetof(Slots, concat)>), address(left_out<Dynamic, offsetof(Slots, concat)>),
     Py_sq_concat},
    {SEQUENCE_AT(sq_inplace_concat), offsetof(Slots, inplace_concat), fn(left_in<SEQUENCE_FIELD(sq_inplace_concat)>),
     address(left_out<Native, offsetof(Slots, inplace_concat)>),
     address(left_out<Dynamic, offsetof(Slots, inplace_concat)>), Py_sq_inplace_concat},
    {SEQUENCE_AT(sq_repeat), offsetof(Slots, repeat), fn(repeat_in<SEQUENCE_FIELD(sq_repeat)>),
     address(repeat_out<Native, offsetof(Slots, repeat)>), address(repeat_out<Dynamic, offsetof(Slots, repeat)>),
     Py_sq_repeat},
    {SEQUENCE_AT(sq_inplace_repeat), offsetof(Slots, inplace_repeat), fn(repeat_in<SEQUENCE_FIELD(sq_inplace_repeat)>),
     address(repeat_out<Native, offsetof(Slots, inplace_repeat)>),
     address(repeat_out<Dynamic, offsetof(Slots, inplace_repeat)>), Py_sq_inplace_repeat},
    OTHER(BUFFER_AT(bf_getbuffer), offsetof(Slots, get_buffer), get_buffer_in, get_buffer_out, Py_bf_getbuffer),
    OTHER(BUFFER_AT(bf_releasebuffer), offsetof(Slots, release_buffer), release_buffer_in, release_buffer_out,
          Py_bf_releasebuffer),
};
const u32 kSlotRowCount = std::size(kSlotRows);

// Where Python code has a special method of its own, that is asked: it stands for both functions of C.
Ref item_at_py(Thread& t, Value self, i64 index) {
  const Type* type = rt::type_of(self);
  auto f = type->slots.getitem == getitem_in ? find<Item>(type) : Entry<ssizeargfunc>();
  if (f) return count_from_end(t, self, type, &index) ? finish(t, self, f(word(self), index)) : Ref();
  Ref key = rt::make_int(t, index);
  return key ? rt::getitem_py(t, self, key) : Ref();
}
bool set_item_at_py(Thread& t, Value self, i64 index, Value v) {
  const Type* type = rt::type_of(self);
  auto f = type->slots.setitem == setitem_in ? find<AssItem>(type) : Entry<ssizeobjargproc>();
  if (f) return count_from_end(t, self, type, &index) && finish_status(t, self, f(word(self), index, word(v)) != 0);
  Ref key = rt::make_int(t, index);
  return key && rt::setitem_py(t, self, key, v);
}

bool exports_by_c(const rt::Type* type) { return type->slots.get_buffer == get_buffer_in; }

}  // namespace capi
