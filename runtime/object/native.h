// Native functions: one constexpr table row per method, with the Python signature as text, parsed at compile time.
//
//   constexpr MethodDef kListMethods[] = {
//       {"append", list_append, "(self, object, /)", "Add an item at the end."},
//       {"pop", list_pop, "(self, index=-1, /)", "Remove and return item at index (default last)."},
//       {"sort", list_sort, "(self, /, *, key=None, reverse=False)", "..."},
//       {"extend_all", list_extend_all, "(self, *args)", "..."},
//       {}};
//
// The C++ function takes the thread and one borrowed Value for each parameter, in order. If the caller leaves a
// parameter out, its Value is the default if that is None, True, False or an int literal, else the empty Value. `*args`
// arrives as a tuple, `**kwargs` as a dict, both borrowed. There are three forms of functions:
//   Ref f(Thread&, Value...)             up to six parameters
//   Ref f(Thread&, const Value* args)    the array form, for any number of parameters
//   Ref f(Thread&, const CallArgs&)      the raw form, signature "(...)": the function binds the arguments itself; for
//                                        methods args.values[0] is self
// A class or static method has a flag in front of the signature: "@classmethod (type, ...)", where the first Value is
// the type, or "@staticmethod (...)". Nothing may follow the signature. A signature that the text cannot express (as of
// `range`) is given as "(...)".
#pragma once

#include <string_view>

#include "runtime/object/type.h"

namespace rt {

inline constexpr int kMaxParams = 16;

enum class ParamKind : u8 { kPositionalOnly, kPositionalOrKeyword, kKeywordOnly, kVarArgs, kVarKeywords };
enum class DefaultKind : u8 {
  kRequired,
  kNone,
  kTrue,
  kFalse,
  kInt,
  kOther
};  // kOther: shown in the signature, passed as empty

struct ParamDef {
  std::string_view name;
  ParamKind kind = ParamKind::kPositionalOrKeyword;
  DefaultKind default_kind = DefaultKind::kRequired;
  i32 default_int = 0;
};

enum class MethodKind : u8 { kInstance, kClass, kStatic };

struct Signature {
  ParamDef params[kMaxParams];
  u8 count = 0;         // all parameters, *args and **kwargs included
  u8 positional = 0;    // positional-only and positional-or-keyword ones
  u8 required = 0;      // leading positional parameters without default
  bool raw = false;     // "(...)"
  bool simple = false;  // only positional-only parameters: count checks suffice, no keywords
  bool fixed = false;   // all can be given by position: as many arguments without keywords are bound as they are
  bool var_args = false, var_keywords = false;
  MethodKind kind = MethodKind::kInstance;
  bool valid = true;
};
consteval Signature parse_signature(std::string_view text);

struct MethodDef {
  const char* name = nullptr;
  union {
    Ref (*f0)(Thread&);
    Ref (*f1)(Thread&, Value);
    Ref (*f2)(Thread&, Value, Value);
    Ref (*f3)(Thread&, Value, Value, Value);
    Ref (*f4)(Thread&, Value, Value, Value, Value);
    Ref (*f5)(Thread&, Value, Value, Value, Value, Value);
    Ref (*f6)(Thread&, Value, Value, Value, Value, Value, Value);
    Ref (*array)(Thread&, const Value*);
    Ref (*raw)(Thread&, const CallArgs&);
    Ref (*extension)(Thread&, const MethodDef&, const CallArgs&);
  };
  // kExtension: a function of a C extension (interp/capi/methods.cpp), which takes its arguments as kRaw does.
  enum Form : u8 { kEnd, kF0, kF1, kF2, kF3, kF4, kF5, kF6, kArray, kRaw, kExtension } form = kEnd;
  Signature signature;
  const char* text = nullptr;  // the signature as shown by __text_signature__
  const char* doc = nullptr;
  // A short cut for callers that only read the result (dict.get(key, default)): finds the slot of the published `self`
  // that holds the function's result; a null slot means that the result is the function's third argument, the default.
  // False: the caller must call the function.
  bool (*find)(Value self, Value argument, const Slot** slot) = nullptr;

  constexpr MethodDef() : f0(nullptr) {}
  consteval MethodDef(const char* n, Ref (*f)(Thread&), const char* s, const char* d = nullptr)
      : name(n), f0(f), form(kF0), signature(checked(s, 0)), text(s), doc(d) {}
  consteval MethodDef(const char* n, Ref (*f)(Thread&, Value), const char* s, const char* d = nullptr)
      : name(n), f1(f), form(kF1), signature(checked(s, 1)), text(s), doc(d) {}
  consteval MethodDef(const char* n, Ref (*f)(Thread&, Value, Value), const char* s, const char* d = nullptr)
      : name(n), f2(f), form(kF2), signature(checked(s, 2)), text(s), doc(d) {}
  consteval MethodDef(const char* n, Ref (*f)(Thread&, Value, Value, Value), const char* s, const char* d = nullptr,
                      bool (*find_slot)(Value, Value, const Slot**) = nullptr)
      : name(n), f3(f), form(kF3), signature(checked(s, 3)), text(s), doc(d), find(find_slot) {}
  consteval MethodDef(const char* n, Ref (*f)(Thread&, Value, Value, Value, Value), const char* s,
                      const char* d = nullptr)
      : name(n), f4(f), form(kF4), signature(checked(s, 4)), text(s), doc(d) {}
  consteval MethodDef(const char* n, Ref (*f)(Thread&, Value, Value, Value, Value, Value), const char* s,
                      const char* d = nullptr)
      : name(n), f5(f), form(kF5), signature(checked(s, 5)), text(s), doc(d) {}
  consteval MethodDef(const char* n, Ref (*f)(Thread&, Value, Value, Value, Value, Value, Value), const char* s,
                      const char* d = nullptr)
      : name(n), f6(f), form(kF6), signature(checked(s, 6)), text(s), doc(d) {}
  consteval MethodDef(const char* n, Ref (*f)(Thread&, const Value*), const char* s, const char* d = nullptr)
      : name(n), array(f), form(kArray), signature(checked(s, -1)), text(s), doc(d) {}
  consteval MethodDef(const char* n, Ref (*f)(Thread&, const CallArgs&), const char* s, const char* d = nullptr)
      : name(n), raw(f), form(kRaw), signature(checked(s, -2)), text(s), doc(d) {}

 private:
  static consteval Signature checked(const char* text, int params);
};

// The getter and setter of an attribute that a C extension has described: interp/capi/members.cpp.
struct ExtensionAttribute {
  Ref (*get)(Thread&, const ExtensionAttribute&, Value self);
  bool (*set)(Thread&, const ExtensionAttribute&, Value self, Value value);  // as GetSetDef::set; never null
};

// An attribute with a C++ getter and setter. Null setter: read-only; an empty value deletes the attribute.
struct GetSetDef {
  const char* name = nullptr;
  Ref (*get)(Thread&, Value self) = nullptr;
  bool (*set)(Thread&, Value self, Value value) = nullptr;
  const char* doc = nullptr;
  const ExtensionAttribute* extension = nullptr;  // in place of get and set
};

// An attribute that is a field of the C++ struct. An empty slot raises AttributeError (kSlot) or reads as None
// (kSlotOrNone).
enum class MemberKind : u8 { kSlot, kSlotOrNone, kI32, kU32, kI64, kU64, kBool, kDouble, kExtension };
struct MemberDef {
  const char* name = nullptr;
  MemberKind kind = MemberKind::kSlot;
  u32 offset = 0;
  bool readonly = true;
  const char* doc = nullptr;
  const ExtensionAttribute* extension = nullptr;  // kExtension: reads and writes the field
};

// A native function as an object: a function of a module (`self` is empty), or a method bound to an instance.
struct Builtin : Object {
  const MethodDef* def;
  Slot self;
  Slot module;  // name of the module: str or empty
};
// A method in a native type's dict.
struct MethodDescriptor : Object {
  const MethodDef* def;
  Type* owner;
};

// A function object for `def`. If a module name is given, it is a function of that module, and `self` is not kept.
Ref make_builtin(Thread& t, const MethodDef* def, Value self, Value module_name);
// Binds `args` (including self for methods) to the parameters and calls the function, which may run Python code. This
// is the general path; the VM calls simple forms directly.
Ref call_method_def(Thread& t, const MethodDef& def, const CallArgs& args);
// The same for a function of a module: error messages contain the module's name. passes_self(builtin) must be false.
Ref call_module_function(Thread& t, const Builtin* builtin, const CallArgs& args);
// Binds the arguments of a constructor without *args and **kwargs: sets out[i] (borrowed) for each parameter of
// `signature`, with defaults as for native functions. False: TypeError is pending.
bool bind_arguments(Thread& t, const char* function, const Signature& signature, const CallArgs& args, Value* out);
// Calls a method descriptor: args.values[0] must be an instance of descriptor->owner (for class methods: a subtype).
Ref call_method_descriptor(Thread& t, const MethodDescriptor* descriptor, const CallArgs& args);
// True if the first parameter is the receiver (self or the class). Error messages do not count the receiver as an
// argument.
bool has_receiver(const Signature& signature);
// True if a call of `builtin` passes its `self` as first argument: bound methods do, functions of modules do not.
bool passes_self(const Builtin* builtin);
// __text_signature__ in the form that inspect expects, "($self, object, /)"; None if the form cannot express it.
Ref method_text_signature(Thread& t, const MethodDef& def);
// Calls the function with arguments that are bound already: `a` has def.signature.count values. Not for the raw form.
inline Ref invoke(Thread& t, const MethodDef& def, const Value* a) {
  switch (def.form) {
    case MethodDef::kF0: return def.f0(t);
    case MethodDef::kF1: return def.f1(t, a[0]);
    case MethodDef::kF2: return def.f2(t, a[0], a[1]);
    case MethodDef::kF3: return def.f3(t, a[0], a[1], a[2]);
    case MethodDef::kF4: return def.f4(t, a[0], a[1], a[2], a[3]);
    case MethodDef::kF5: return def.f5(t, a[0], a[1], a[2], a[3], a[4]);
    case MethodDef::kF6: return def.f6(t, a[0], a[1], a[2], a[3], a[4], a[5]);
    case MethodDef::kArray: return def.array(t, a);
    default: return Ref();
  }
}
// The value of a parameter that the caller has left out; may be empty.
Value default_value(const ParamDef& param);

// ---- modules

struct Module;
struct ModuleDef {
  const char* name = nullptr;
  const char* doc = nullptr;
  const MethodDef* methods = nullptr;
  bool (*init)(Thread& t, Value module) = nullptr;  // adds constants and types; false: error
};
// Adds a value to a module's namespace; false: error.
bool module_add(Thread& t, Value module, const char* name, Ref value);
// Registers a native module under its name, so that import finds it. Called at start-up by runtime/library/all.cpp and
// interp/library/all.cpp.
void register_native_module(const ModuleDef* def);
// The registered definition, or null.
const ModuleDef* find_native_module(std::string_view name);
// A new module object: functions, docstring, then def->init. Not entered into sys.modules.
Ref create_native_module(Thread& t, const ModuleDef* def);

}  // namespace rt

#include "runtime/object/signature.h"
