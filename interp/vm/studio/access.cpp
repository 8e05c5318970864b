// The places that instructions access: the tables of native methods, and the operands of each kind of instruction.
#include "interp/vm/studio/access.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "interp/vm/studio/elements.h"
#include "interp/vm/studio/native_changes.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/classes/method.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/numbers/slice.h"
#include "runtime/types/text/str.h"

namespace vm {

using enum AccessKind;

namespace {

// ---- native functions that read

// They read the contents of their arguments.
constexpr std::string_view kReaders[] = {"iter", "repr", "print", "ascii", "format", "map", "filter"};
constexpr rt::TypeId kReadingTypes[] = {
    rt::TypeId::kList,   rt::TypeId::kTuple,    rt::TypeId::kSet,       rt::TypeId::kFrozenSet, rt::TypeId::kDict,
    rt::TypeId::kStr,    rt::TypeId::kZip,      rt::TypeId::kEnumerate, rt::TypeId::kBytes,     rt::TypeId::kMap,
    rt::TypeId::kFilter, rt::TypeId::kReversed, rt::TypeId::kByteArray};

// ---- iterators and text files

// Iterators that only one thread may use at a time. Not among them: those of range and itertools.count, which give each
// item to one thread, and callable_iterator, which keeps nothing but the function.
constexpr rt::TypeId kIterators[] = {
    rt::TypeId::kGenerator,
    rt::TypeId::kSeqIterator,
    rt::TypeId::kListIterator,
    rt::TypeId::kListReverseIterator,
    rt::TypeId::kTupleIterator,
    rt::TypeId::kStrIterator,
    rt::TypeId::kBytesIterator,
    rt::TypeId::kByteArrayIterator,
    rt::TypeId::kSetIterator,
    rt::TypeId::kDictKeyIterator,
    rt::TypeId::kDictValueIterator,
    rt::TypeId::kDictItemIterator,
    rt::TypeId::kDictReverseKeyIterator,
    rt::TypeId::kDictReverseValueIterator,
    rt::TypeId::kDictReverseItemIterator,
    rt::TypeId::kZip,
    rt::TypeId::kEnumerate,
    rt::TypeId::kMap,
    rt::TypeId::kFilter,
    rt::TypeId::kReversed,
};
constexpr std::string_view kIteratorMethods[] = {"__next__", "send", "throw", "close"};
// Methods of files and sockets that write to their argument.
constexpr std::string_view kFillers[] = {"readinto", "readinto1", "recv_into", "recvfrom_into"};
constexpr std::string_view kFileMethods[] = {"write",     "writelines", "read",    "readline",
                                             "readlines", "seek",       "truncate"};
// Functions and types that use an iterator up at once.
constexpr std::string_view kExhausters[] = {"sum", "min", "max", "sorted", "any", "all", "join"};
constexpr rt::TypeId kExhaustingTypes[] = {rt::TypeId::kList,      rt::TypeId::kTuple, rt::TypeId::kSet,
                                           rt::TypeId::kFrozenSet, rt::TypeId::kDict,  rt::TypeId::kBytes,
                                           rt::TypeId::kByteArray};

bool is_iterator_of_one_thread(Value v) {
  if (!v.is_pointer()) return false;
  for (rt::TypeId id : kIterators) {
    if (rt::is_exact(v, id)) return true;
  }
  std::string_view type = rt::type_name(v);
  return type.starts_with("itertools.") && type != "itertools.count" && type != "itertools.repeat";
}

// A text file has a state between its calls, and no lock. Not looked at are the standard streams, to which all threads
// write whole lines.
bool is_text_file(Thread& t, Value v) {
  if (!v.is_pointer() || std::string_view(rt::type_name(v)) != "_io.TextIOWrapper") return false;
  for (const char* name : {"stdout", "stderr", "stdin", "__stdout__", "__stderr__", "__stdin__"}) {
    if (Ref stream = rt::sys_get(t, name); stream && stream.get().stripped() == v.stripped()) return false;
  }
  return true;
}

template <u64 n>
bool contains(const std::string_view (&names)[n], std::string_view name) {
  for (std::string_view known : names) {
    if (known == name) return true;
  }
  return false;
}

// ---- keys of places

u64 mixed(u64 x) {
  x = (x ^ (x >> 31)) * 0x9e3779b97f4a7c15u;
  return x ^ (x >> 29);
}

// Equal keys of a dict have equal numbers, except those that only Python code can compare: for these it is their
// identity.
u64 number_of(Value v) {
  v = v.stripped();
  if (v == rt::kTrue || v == rt::kFalse) v = Value::small_int(v == rt::kTrue);
  if (v.is_inline_float()) {
    double d = v.inline_float();
    if (d == static_cast<double>(static_cast<i64>(d))) v = Value::small_int(static_cast<i64>(d));
  }
  if (!v.is_pointer()) return mixed(v.bits());
  if (rt::is_str(v)) return mixed(static_cast<u64>(rt::str_hash(v)));
  if (!rt::is_exact_tuple(v)) return mixed(v.bits());
  u64 number = 7;
  for (u64 i = 0; i < rt::as_tuple(v)->length; ++i) number = mixed(number ^ number_of((*rt::as_tuple(v))[i]));
  return number;
}

u64 key_of(Value v) {
  u64 number = number_of(v);
  return number ? number : 1;
}

// ---- finding

// Empty: it is no descriptor of a native method.
std::string_view name_of_native(Value function) {
  if (!function.is_pointer()) return {};
  if (rt::is_exact(function, rt::TypeId::kMethodDescriptor)) return function.as<rt::MethodDescriptor>()->def->name;
  if (!rt::is_exact(function, rt::TypeId::kSlotWrapper)) return {};
  return rt::name(function.as<rt::SlotWrapper>()->def->name).as<rt::Str>()->ascii_view();
}

bool others_reach(Value v) { return v.is_pointer() && (v.object()->published() || v.object()->immortal()); }

class Finder {
 public:
  Finder(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k, Accesses* found)
      : t(&t), r(r), pc(pc), insn(insn), k(k), found_(*found) {}
  void run(Op op);

 private:
  void add(Object* object, u64 key, Value name, AccessKind kind, PlaceKind place, Value written = Value()) {
    if (found_.count < Accesses::kMost && others_reach(object))
      found_.at[found_.count++] = {object, key, name, written, kind, place};
  }
  void add_whole(Value container, AccessKind kind) { add(container.object(), 0, Value(), kind, PlaceKind::kWhole); }
  void read_contents(Value v) {
    if (container_of(v) != Container::kNone || is_growing_memory(v)) add_whole(v, kContents);
  }
  // Elements of memory that the object shows, of a thread's own object also that of another one; see find_elements().
  void elements(Value object, Value start, Value stop, Value step, AccessKind kind) {
    Elements some = find_elements(*t, object, start, stop, step);
    if (!some.owner || !others_reach(some.owner)) return;
    for (u64 address : some.addresses)
      found_.elements.push_back({some.owner, address, Value(), Value(), kind, PlaceKind::kItem});
  }
  void all_elements(Value object) { elements(object, Value(), Value(), Value(), kRead); }
  void read_length(Value v) {
    if (container_of(v) != Container::kNone || is_growing_memory(v)) add_whole(v, kLength);
  }
  // o[key] and so on, by the name of the method behind the operator. False: it is none of those.
  bool operation(Value object, std::string_view name, const Value* arguments, u32 count);
  void change(const FunctionRow& row, const Value* arguments, u32 count);

  // The next item is taken, or all of them are.
  void advance(Value v) {
    if (!v.is_pointer() || !others_reach(v)) return;
    if (is_iterator_of_one_thread(v) || is_text_file(*t, v)) add_whole(v, kAdvance);
  }
  void exhaust(Value v) {
    read_contents(v);
    all_elements(v);
    advance(v);
  }

  void global(Value name, AccessKind kind, Value written = Value()) {
    add(function_of(r)->globals, key_of(name), name, kind, PlaceKind::kGlobal, written);
  }
  void variable(Value cell, AccessKind kind, Value name, Value written = Value()) {
    if (rt::is_exact(cell, rt::TypeId::kCell)) add(cell.object(), 1, name, kind, PlaceKind::kVariable, written);
  }
  Value free_cell(u32 i) const { return rt::as_tuple(function_of(r)->closure.get())->items[i].get(); }
  static Value name_in(const Slot& names, u32 i) {
    Value tuple = names.get();
    return rt::is_exact_tuple(tuple) && i < rt::as_tuple(tuple)->length ? (*rt::as_tuple(tuple))[i] : Value();
  }

  void class_attribute(rt::Type* type, Value name);
  void read_attribute(Value object, Value name);
  void write_attribute(Value object, Value name, Value written);
  void item(Value container, Value key, AccessKind kind, Value written = Value());
  void membership(Value item, Value container);
  void read_slice(Value object, Value start, Value stop, Value step);
  void write_slice(Value object, Value start, Value stop, Value step, Value written);
  void method(Value object, std::string_view name, const Value* arguments, u32 count);
  void native_function(const rt::MethodDef* def, const Value* arguments, u32 count);
  void call(Value callee, const Value* arguments, u32 count);
  void call_method();

  Thread* t;
  Value* r;
  const u64* pc;
  u64 insn;
  const Value* k;
  Accesses& found_;
};

// The class of the MRO that has the attribute.
void Finder::class_attribute(rt::Type* type, Value name) {
  Value mro = type->mro.get_shared();
  if (!mro) return;
  for (u64 i = 0; i < rt::as_tuple(mro)->length; ++i) {
    auto* owner = (*rt::as_tuple(mro))[i].as<rt::Type>();
    u64 version;
    if (!(owner->flags & rt::kTypeHeap) || !owner->dict || rt::class_dict_find(*t, owner->dict, name, &version) < 0)
      continue;
    return add(owner, key_of(name), name, kRead, PlaceKind::kAttribute);
  }
}

void Finder::read_attribute(Value object, Value name) {
  if (!object.is_pointer()) return;
  Object* o = object.object();
  if (rt::is_type(object)) return class_attribute(static_cast<rt::Type*>(o), name);
  if (rt::is_exact(object, rt::TypeId::kModule) || rt::has_layout(object, rt::TypeId::kModule))
    return add(object.as<rt::Module>()->dict, key_of(name), name, kRead, PlaceKind::kGlobal);
  const rt::AttrRecord* record = rt::find_attribute(*t, rt::shape_of(o), name);
  switch (record->kind) {
    case rt::AttrKind::kMethod:
    case rt::AttrKind::kDescriptor:
    case rt::AttrKind::kDataDescriptor:
    case rt::AttrKind::kGeneric: return;
    case rt::AttrKind::kClassValue: class_attribute(rt::type_of(o), name); break;
    default: break;
  }
  add(o, key_of(name), name, kRead, PlaceKind::kAttribute);
}

void Finder::write_attribute(Value object, Value name, Value written) {
  if (!object.is_pointer()) return;
  Object* o = object.object();
  if (rt::has_layout(object, rt::TypeId::kModule))
    return add(object.as<rt::Module>()->dict, key_of(name), name, kWrite, PlaceKind::kGlobal, written);
  if (!rt::is_type(object)) {
    const rt::AttrRecord* record = rt::find_attribute(*t, rt::shape_of(o), name);
    if (record->kind == rt::AttrKind::kDataDescriptor || record->kind == rt::AttrKind::kGeneric) return;
  }
  add(o, key_of(name), name, kWrite, PlaceKind::kAttribute, written);
}

// As a defaultdict does.
bool makes_missing_values(Value dict) {
  Value method = rt::lookup_special(dict, rt::name(rt::N::__missing__));
  return method && rt::is_exact(method, rt::TypeId::kMethodDescriptor);
}

// A key that a dict finds without a call of Python code.
bool is_plain(Value key) { return key.is_small_int() || rt::is_exact_str(key); }

// object[key], object[key] = value, del object[key] (kRearrange).
void Finder::item(Value object, Value key, AccessKind kind, Value written) {
  Container container = container_of(object);
  if (container != Container::kNone && !others_reach(object)) return;
  switch (container) {
    case Container::kList: {
      if (kind == kRearrange || !key.is_small_int()) return add_whole(object, kind == kRead ? kContents : kRearrange);
      i64 index = key.small();
      auto length = static_cast<i64>(object.as<rt::List>()->length.load(gc::relaxed));
      if (index < 0) add_whole(object, kLength), index += length;
      add_whole(object, kind == kRead ? kItemRead : kItemWrite);
      return add(object.object(), key_of(Value::small_int(index)), key, kind, PlaceKind::kItem, written);
    }
    case Container::kDict: {
      const Slot* slot = nullptr;
      bool known = is_plain(key) && rt::dict_find_slot(object.as<rt::Dict>(), key.stripped(), &slot);
      if (kind == kRead && known && !slot && makes_missing_values(object))
        return method(object, "__missing__", &key, 1);
      if (kind == kRead) add_whole(object, kItemRead);
      else add_whole(object, kind == kRearrange || (known && !slot) ? kGrow : kItemWrite);
      return add(object.object(), key_of(key), key, kind == kRead ? kRead : kWrite, PlaceKind::kKey, written);
    }
    case Container::kDeque:
      add_whole(object, kind == kRead ? kContents : kind == kWrite ? kItemWrite : kRearrange);
      if (kind != kRearrange && key.is_small_int())
        add(object.object(), key_of(key), key, kind, PlaceKind::kItem, written);
      return;
    default:
      if (kind == kRearrange && is_growing_memory(object)) return method(object, "remove", &key, 1);
      if (rt::is_exact(key, rt::TypeId::kSlice)) {
        auto* slice = key.as<rt::SliceObject>();
        Value start = slice->start.get(), stop = slice->stop.get(), step = slice->step.get();
        return kind == kRead ? read_slice(object, start, stop, step) : write_slice(object, start, stop, step, written);
      }
      if (Element element = find_element(*t, object, key); element.owner)
        add(element.owner, element.address, element.owner == object.object() ? key : Value(),
            kind == kRead ? kRead : kWrite, PlaceKind::kItem, written);
  }
}

void Finder::read_slice(Value object, Value start, Value stop, Value step) {
  if (container_of(object) != Container::kNone) return add_whole(object, kContents);
  if (object.is_pointer() && copies_slices(object)) elements(object, start, stop, step, kRead);
}

void Finder::write_slice(Value object, Value start, Value stop, Value step, Value written) {
  if (container_of(object) != Container::kNone) return add_whole(object, kRearrange);
  elements(object, start, stop, step, kWrite);
  if (written) all_elements(written);
}

void Finder::membership(Value item, Value container) {
  Container kind = container_of(container);
  if (kind == Container::kNone) return;
  if (kind != Container::kDict && kind != Container::kSet) return add_whole(container, kContents);
  add_whole(container, kItemRead);
  add(container.object(), key_of(item), item, kRead, kind == Container::kDict ? PlaceKind::kKey : PlaceKind::kMember);
}

bool Finder::operation(Value object, std::string_view name, const Value* arguments, u32 count) {
  if (name == "__setitem__" && count == 2) item(object, arguments[0], kWrite, arguments[1]);
  else if (name == "__delitem__" && count == 1) item(object, arguments[0], kRearrange);
  else if (name == "__getitem__" && count == 1) item(object, arguments[0], kRead);
  else if (name == "__contains__" && count == 1) membership(arguments[0], object);
  else if (name == "__setattr__" && count == 2) write_attribute(object, arguments[0], arguments[1]);
  else if (name == "__delattr__" && count == 1) write_attribute(object, arguments[0], Value());
  else if (name == "__len__") read_length(object);
  else return false;
  return true;
}

// A method of a native container is called; `arguments` begin behind the object.
void Finder::method(Value object, std::string_view name, const Value* arguments, u32 count) {
  if (rt::is_exact_str(object) && name == "join" && count == 1) return exhaust(arguments[0]);
  if (name == "pack_into" && count > 0) return elements(arguments[0], Value(), Value(), Value(), kWrite);
  if (contains(kFillers, name) && count > 0) elements(arguments[0], Value(), Value(), Value(), kWrite);
  if (!others_reach(object) || operation(object, name, arguments, count)) return;
  Container container = container_of(object);
  bool memory = is_growing_memory(object);
  if (container == Container::kNone && !memory) {
    bool moves = contains(kIteratorMethods, name) || (contains(kFileMethods, name) && is_text_file(*t, object));
    return moves ? advance(object) : void();
  }
  const MethodRow* row = memory ? find_method_of_memory(name) : find_method(container, name);
  if (!row) return;
  AccessKind whole = row->extra == MethodRow::kAtEndUnlessGiven && count == 0 ? kGrow : row->whole;
  add_whole(object, whole);
  if (memory && whole == kRearrange) elements(object, Value(), Value(), Value(), kWrite);
  if (row->by_key != MethodRow::kNoKey && count > 0) {
    add(object.object(), key_of(arguments[0]), arguments[0], row->by_key == MethodRow::kReads ? kRead : kUpdate,
        container == Container::kDict ? PlaceKind::kKey : PlaceKind::kMember);
  }
  if (row->extra == MethodRow::kReadsArgument) {
    if (container == Container::kDict) add_whole(object, kItemWrite);
    for (u32 i = 0; i < count; ++i) read_contents(arguments[i]);
  }
}

// What a function does to one of its arguments.
void Finder::change(const FunctionRow& row, const Value* arguments, u32 count) {
  Value object = arguments[row.argument];
  const Value* others = arguments + row.argument + 1;
  u32 other_count = count - row.argument - 1;
  switch (row.does) {
    case Does::kMethod: return method(object, row.method, others, other_count);
    case Does::kRearranges:
      if (container_of(object) == Container::kList) add_whole(object, kRearrange);
      return;
    case Does::kCounts:  // each count is read, and then written
      if (container_of(object) != Container::kDict) return;
      add_whole(object, kContents);
      add_whole(object, kItemWrite);
      return other_count ? exhaust(others[0]) : void();
    case Does::kFills: return elements(object, Value(), Value(), Value(), kWrite);
  }
}

void Finder::native_function(const rt::MethodDef* def, const Value* arguments, u32 count) {
  std::string_view name(def->name);
  if (count == 0) return;
  // A name that is not interned is none that a statement of the program uses.
  bool named = count > 1 && rt::is_exact_str(arguments[1]) && rt::is_interned(arguments[1]);
  if (name == "len") read_length(arguments[0]);
  else if (name == "next") advance(arguments[0]);
  else if (named && (name == "getattr" || name == "hasattr")) read_attribute(arguments[0], arguments[1].stripped());
  else if (named && (name == "setattr" || name == "delattr"))
    write_attribute(arguments[0], arguments[1].stripped(), count > 2 ? arguments[2] : Value());
  else if (contains(kExhausters, name)) {
    for (u32 i = 0; i < count; ++i) exhaust(arguments[i]);
  } else if (contains(kReaders, name)) {
    for (u32 i = 0; i < count; ++i) read_contents(arguments[i]);
  } else if (const FunctionRow* row = find_function(name); row && row->argument < count) {
    change(*row, arguments, count);
  }
}

void Finder::call(Value callee, const Value* arguments, u32 count) {
  if (!callee.is_pointer()) return;
  if (rt::is_exact(callee, rt::TypeId::kMethod)) {
    Value function = callee.as<rt::Method>()->function.get(), self = callee.as<rt::Method>()->self.get();
    std::string_view name = name_of_native(function);
    return name.empty() ? void() : method(self, name, arguments, count);
  }
  if (rt::is_exact(callee, rt::TypeId::kMethodWrapper)) {
    auto* bound = callee.as<rt::MethodWrapper>();
    return method(bound->self.get(), name_of_native(bound->wrapper.get()), arguments, count);
  }
  if (rt::is_exact(callee, rt::TypeId::kBuiltin)) {
    auto* builtin = callee.as<rt::Builtin>();
    if (rt::passes_self(builtin)) return method(builtin->self.get(), builtin->def->name, arguments, count);
    return native_function(builtin->def, arguments, count);
  }
  if (std::string_view name = name_of_native(callee); !name.empty())
    return count > 0 ? method(arguments[0], name, arguments + 1, count - 1) : void();
  if (!rt::is_type(callee)) return;
  for (rt::TypeId id : kReadingTypes) {
    if (callee.object() != rt::builtin_type(id)) continue;
    bool exhausts =
        std::find(std::begin(kExhaustingTypes), std::end(kExhaustingTypes), id) != std::end(kExhaustingTypes);
    for (u32 i = 0; i < count; ++i) exhausts ? exhaust(arguments[i]) : read_contents(arguments[i]);
  }
}

// A method that FIND_METHOD has found waits in the window: ops/find_method.cpp.
void Finder::call_method() {
  Value* w = r + OPERAND_B;
  u32 count = OPERAND_C;
  Value object = w[kHeader];
  if (object == rt::kStop) {
    if (std::string_view name = name_of_native(w[1]); !name.empty()) return method(w[2], name, w + kHeader + 1, count);
    if (!w[1].is_pointer()) call(w[2], w + kHeader + 1, count);
    return;
  }
  if (!object.is_pointer()) return;
  Value name = k[static_cast<u32>(load_word(pc + 1))];
  if (rt::has_layout(object, rt::TypeId::kModule)) {
    read_attribute(object, name);
    const Slot* slot = nullptr;
    if (rt::dict_find_slot(object.as<rt::Module>()->dict, name, &slot) && slot)
      call(slot->get_shared(), w + kHeader + 1, count);
    return;
  }
  if (rt::is_type(object)) return read_attribute(object, name);
  const rt::AttrRecord* record = rt::find_attribute(*t, rt::shape_of(object.object()), name);
  if (record->kind != rt::AttrKind::kMethod) return read_attribute(object, name);
  Value function = record->value.get_shared();
  if (std::string_view native = name_of_native(function); !native.empty())
    method(object, native, w + kHeader + 1, count);
}

void Finder::run(Op op) {
  switch (op) {
    case Op::GET_GLOBAL: return global(CONSTANT_BC, kRead);
    case Op::SET_GLOBAL: return global(CONSTANT_BC, kWrite, REG_A);
    case Op::DEL_GLOBAL: return global(CONSTANT_BC, kWrite);
    case Op::GET_CELL: return variable(REG_B, kRead, CONSTANT_C);
    case Op::SET_CELL: return variable(REG_A, kWrite, name_in(code_of(r)->local_names, OPERAND_A), REG_B);
    case Op::DEL_CELL: return variable(REG_A, kWrite, CONSTANT_B);
    case Op::GET_FREE: return variable(free_cell(OPERAND_B), kRead, CONSTANT_C);
    case Op::SET_FREE: return variable(free_cell(OPERAND_A), kWrite, name_in(code_of(r)->free_names, OPERAND_A), REG_B);
    case Op::DEL_FREE: return variable(free_cell(OPERAND_A), kWrite, CONSTANT_B);
    case Op::GET_ATTR: return read_attribute(REG_B, CONSTANT_C);
    case Op::SET_ATTR: return write_attribute(REG_A, CONSTANT_C, REG_B);
    case Op::DEL_ATTR: return write_attribute(REG_A, CONSTANT_B, Value());
    case Op::GET_ITEM: return item(REG_B, REG_C, kRead);
    case Op::GET_ITEM_K: return item(REG_B, CONSTANT_C, kRead);
    case Op::SET_ITEM: return item(REG_A, REG_B, kWrite, REG_C);
    case Op::DEL_ITEM: return item(REG_A, REG_B, kRearrange);
    case Op::GET_SLICE: return read_slice(REG_B, REG_C, r[OPERAND_C + 1], Value());
    case Op::GET_SLICE_STEP: return read_slice(REG_B, REG_C, r[OPERAND_C + 1], r[OPERAND_C + 2]);
    case Op::SET_SLICE: return write_slice(REG_A, REG_C, r[OPERAND_C + 1], Value(), REG_B);
    case Op::IN:
    case Op::NOT_IN:
    case Op::JUMP_IF_IN:
    case Op::JUMP_IF_NOT_IN: return membership(REG_B, REG_C);
    case Op::NOT: return read_length(REG_B);
    case Op::JUMP_IF_TRUE:
    case Op::JUMP_IF_FALSE: return read_length(REG_A);
    case Op::INPLACE_ADD: return method(REG_B, "__iadd__", &REG_C, 1);
    case Op::INPLACE_MUL: return method(REG_B, "__imul__", &REG_C, 1);
    case Op::INPLACE_ADD_K: return method(REG_B, "__iadd__", &CONSTANT_C, 1);
    case Op::INPLACE_MUL_K: return method(REG_B, "__imul__", &CONSTANT_C, 1);
    case Op::INPLACE_SUB: return method(REG_B, "__isub__", &REG_C, 1);
    case Op::INPLACE_OR: return method(REG_B, "__ior__", &REG_C, 1);
    case Op::INPLACE_AND: return method(REG_B, "__iand__", &REG_C, 1);
    case Op::INPLACE_XOR: return method(REG_B, "__ixor__", &REG_C, 1);
    case Op::FORMAT:
    case Op::GET_ITER: return read_contents(REG_B);
    case Op::UNPACK:
    case Op::UNPACK_EX:
    case Op::LIST_EXTEND:
    case Op::SET_UPDATE:
    case Op::MAP_UPDATE:
    case Op::MAP_MERGE: return exhaust(REG_B);
    case Op::FOR_ITER:
      if (container_of(REG_A) == Container::kList) add_whole(REG_A, kContents);
      else advance(REG_A);
      return;
    case Op::CALL: return call(r[OPERAND_B + 1], r + OPERAND_B + kHeader, OPERAND_C);
    case Op::CALL_METHOD:
    case Op::CALL_METHOD_KW: return call_method();
    default: return;
  }
}

}  // namespace

u64 key_of_name(Value name) { return key_of(name); }

Look may_access(Op op) {
  switch (op) {
    case Op::GET_GLOBAL:
    case Op::SET_GLOBAL:
    case Op::DEL_GLOBAL:
    case Op::GET_FREE:
    case Op::SET_FREE:
    case Op::DEL_FREE:
    case Op::IN:
    case Op::NOT_IN:
    case Op::JUMP_IF_IN:
    case Op::JUMP_IF_NOT_IN:
    case Op::CALL:
    case Op::CALL_METHOD:
    case Op::CALL_METHOD_KW: return Look::kAlways;
    case Op::SET_CELL:
    case Op::DEL_CELL:
    case Op::SET_ATTR:
    case Op::DEL_ATTR:
    case Op::SET_ITEM:
    case Op::DEL_ITEM:
    case Op::SET_SLICE:
    case Op::JUMP_IF_TRUE:
    case Op::JUMP_IF_FALSE:
    case Op::FOR_ITER: return Look::kIfObjectInA;
    case Op::GET_CELL:
    case Op::GET_ATTR:
    case Op::GET_ITEM:
    case Op::GET_ITEM_K:
    case Op::GET_SLICE:
    case Op::GET_SLICE_STEP:
    case Op::NOT:
    case Op::INPLACE_ADD:
    case Op::INPLACE_ADD_K:
    case Op::INPLACE_MUL:
    case Op::INPLACE_MUL_K:
    case Op::INPLACE_SUB:
    case Op::INPLACE_OR:
    case Op::INPLACE_AND:
    case Op::INPLACE_XOR:
    case Op::FORMAT:
    case Op::GET_ITER:
    case Op::UNPACK:
    case Op::UNPACK_EX:
    case Op::LIST_EXTEND:
    case Op::SET_UPDATE:
    case Op::MAP_UPDATE:
    case Op::MAP_MERGE: return Look::kIfObjectInB;
    default: return Look::kNever;
  }
}

void find_accesses(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k, Accesses* found) {
  Finder(t, r, pc, insn, k, found).run(comp::generic_op(pc - 1));
}

}  // namespace vm
