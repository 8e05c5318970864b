// code.replace().
//
// If the keywords change names, positions and constants only, the instructions stay as they are. If they change
// anything that does not fit the instructions (other bytecode, other parameters, fewer constants), the new code object
// shows the given values as its attributes but cannot be run: its only instruction is CANNOT_RUN.
#include <algorithm>
#include <cstring>

#include "interp/compile/code_object.h"
#include "interp/compile/emitter.h"
#include "interp/compile/verify.h"
#include "runtime/object/native.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace comp {

using rt::Ref;
using rt::Thread;

namespace {

// Flags that the instructions and the numbering of registers depend on: where arguments go, and whether a call makes a
// generator. A change of one of them makes code that cannot be run.
constexpr u32 kLayoutFlags = kOptimized | kVarArgs | kVarKeywords | kGenerator | kCoroutine | kAsyncGenerator;
constexpr u32 kShownFlags = kNamespace - 1;

enum Text { kName, kQualname, kFilename, kTexts };
enum Number { kPositional, kPositionalOnly, kKeywordOnly, kLocals, kFlags, kFirstLine, kStackSize, kNumbers };
enum Names { kGlobalNames, kVariables, kCells, kFrees, kNameTuples };
enum Bytes { kCode, kLines, kExceptions, kByteStrings };

constexpr const char* kTextNames[kTexts] = {"co_name", "co_qualname", "co_filename"};
constexpr const char* kNumberNames[kNumbers] = {"co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals",
                                                "co_flags",    "co_firstlineno",     "co_stacksize"};
constexpr const char* kTupleNames[kNameTuples] = {"co_names", "co_varnames", "co_cellvars", "co_freevars"};
constexpr const char* kByteNames[kByteStrings] = {"co_code", "co_linetable", "co_exceptiontable"};

rt::Tuple* tuple_of(const Ref& ref) { return rt::as_tuple(ref); }

class Replacing {
 public:
  Replacing(Thread& t, Value code) : t_(t), self_(code), code_(as_code(code)), parts_(code_parts(t, code_)) {}

  Ref run_py(const rt::CallArgs& args) {
    if (!read_present_py()) return Ref();
    for (u32 i = 0; i < args.keywords(); ++i)
      if (!take_py((*rt::as_tuple(args.names))[i], args[args.positional + i])) return Ref();
    if (!check()) return Ref();
    parts_.name = std::move(text_[kName]);
    parts_.qualname = std::move(text_[kQualname]);
    parts_.filename = std::move(text_[kFilename]);
    parts_.first_line = number_[kFirstLine];
    if (lines_given_ || parts_.first_line != present_number_[kFirstLine]) set_positions();
    bool fits = fits_py();
    if (t_.error) return Ref();
    if (!(fits ? exchange() : make_unrunnable())) return Ref();
    if (!show(fits)) return Ref();
    return make_code(t_, std::move(parts_));
  }

 private:
  // ---- the present values

  template <class T>
  Ref attribute_py(const T* name) {
    Ref interned = rt::intern(t_, name);
    return interned ? rt::getattr_py(t_, self_, interned) : Ref();
  }

  bool read_present_py() {
    for (int i = 0; i < kTexts; ++i)
      if (!(text_[i] = attribute_py(kTextNames[i]))) return false;
    for (int i = 0; i < kNumbers; ++i) {
      Ref number = attribute_py(kNumberNames[i]);
      if (!number || !rt::to_i32_py(t_, number, &present_number_[i])) return false;
      number_[i] = present_number_[i];
    }
    for (int i = 0; i < kNameTuples; ++i) {
      if (!(present_names_[i] = attribute_py(kTupleNames[i]))) return false;
      names_[i] = Ref::share(t_, present_names_[i]);
    }
    for (int i = 0; i < kByteStrings; ++i) {
      if (!(present_bytes_[i] = attribute_py(kByteNames[i]))) return false;
      bytes_[i] = Ref::share(t_, present_bytes_[i]);
    }
    return bool(constants_ = attribute_py("co_consts"));
  }

  // ---- the given values

  bool wrong_type(Value name, const char* type, Value value) {
    return rt::raise_type_error(t_, "replace() argument '%S' must be %s, not %A", name, type, value);
  }

  bool take_py(Value name, Value value) {
    for (int i = 0; i < kTexts; ++i) {
      if (!rt::str_equal_ascii(name, kTextNames[i])) continue;
      if (!rt::is_str(value)) return wrong_type(name, "str", value);
      return bool(text_[i] = rt::intern(t_, Ref::share(t_, value)));
    }
    for (int i = 0; i < kNumbers; ++i)
      if (rt::str_equal_ascii(name, kNumberNames[i])) return rt::to_i32_py(t_, value, &number_[i]);
    for (int i = 0; i < kNameTuples; ++i)
      if (rt::str_equal_ascii(name, kTupleNames[i])) return take_names(&names_[i], name, value);
    for (int i = 0; i < kByteStrings; ++i) {
      if (!rt::str_equal_ascii(name, kByteNames[i])) continue;
      if (!rt::is_bytes(value)) return wrong_type(name, "bytes", value);
      bytes_[i] = Ref::share(t_, value);
      lines_given_ |= i == kLines;
      return true;
    }
    if (!rt::str_equal_ascii(name, "co_consts"))
      return rt::raise_type_error(t_, "replace() got an unexpected keyword argument '%S'", name);
    if (!rt::is_tuple(value)) return wrong_type(name, "tuple", value);
    constants_ = Ref::share(t_, value);
    return true;
  }

  bool take_names(Ref* to, Value name, Value value) {
    if (!rt::is_tuple(value)) return wrong_type(name, "tuple", value);
    std::vector<Ref> names;
    auto* tuple = rt::as_tuple(value);
    for (u64 i = 0; i < tuple->length; ++i) {
      if (!rt::is_str((*tuple)[i]))
        return rt::raise_type_error(t_, "name tuples must contain only strings, not '%T'", (*tuple)[i]);
      names.push_back(rt::intern(t_, Ref::share(t_, (*tuple)[i])));
      if (!names.back()) return false;
    }
    return bool(*to = rt::make_tuple_stealing(t_, names.data(), names.size()));
  }

  // ---- checks that every code object must pass

  bool check() {
    for (Number n : {kPositional, kPositionalOnly, kKeywordOnly, kLocals, kStackSize})
      if (number_[n] < 0) return rt::raise_value_error(t_, "code: %s must not be negative", kNumberNames[n]);
    if (number_[kPositional] < number_[kPositionalOnly])
      return rt::raise_value_error(t_, "code: co_posonlyargcount is too large");
    u64 variables = tuple_of(names_[kVariables])->length;
    u64 parameters = static_cast<u64>(number_[kPositional]) + static_cast<u64>(number_[kKeywordOnly]) +
                     ((number_[kFlags] & kVarArgs) != 0) + ((number_[kFlags] & kVarKeywords) != 0);
    if (static_cast<u64>(number_[kLocals]) != variables)
      return rt::raise_value_error(t_, "code: co_nlocals != len(co_varnames)");
    return parameters <= variables || rt::raise_value_error(t_, "code: varnames is too small");
  }

  // ---- checks whether the given values fit the instructions

  bool same_py(const Ref& a, const Ref& b) { return rt::equal_py(t_, a, b) > 0; }

  bool fits_py() {
    if (static_cast<Op>(parts_.words[0] & 0xffff) == Op::CANNOT_RUN) return false;
    for (Number n : {kPositional, kKeywordOnly})
      if (number_[n] != present_number_[n]) return false;
    if ((number_[kFlags] ^ present_number_[kFlags]) & static_cast<i32>(kLayoutFlags)) return false;
    if (!same_py(bytes_[kCode], present_bytes_[kCode]) || !same_py(bytes_[kExceptions], present_bytes_[kExceptions]))
      return false;
    if (!same_py(names_[kGlobalNames], present_names_[kGlobalNames]) ||
        !same_py(names_[kCells], present_names_[kCells]))
      return false;
    if (number_[kLocals] != present_number_[kLocals]) return false;
    if (tuple_of(names_[kFrees])->length < tuple_of(present_names_[kFrees])->length) return false;
    if (tuple_of(constants_)->length < parts_.constants.size()) return false;
    for (u64 i = 0; i < parts_.constants.size(); ++i)
      if (!can_stand_for(parts_.constants[i], (*tuple_of(constants_))[i])) return false;
    return true;
  }

  // True if the new constant may take the place of the old one in an instruction. Handlers do not check the type of a
  // name (str), a list of names (tuple of str) or the code of a function, so the type must stay.
  static bool can_stand_for(Value old, Value fresh) {
    if (rt::is_exact_str(old)) return rt::is_exact_str(fresh);
    if (is_tuple_of_strs(old)) return is_tuple_of_strs(fresh) && rt::as_tuple(fresh)->length == rt::as_tuple(old)->length;
    if (!is_exact(old, rt::TypeId::kCode)) return true;
    return is_exact(fresh, rt::TypeId::kCode) && rt::as_tuple(as_code(old)->free_names.get())->length ==
                                                     rt::as_tuple(as_code(fresh)->free_names.get())->length;
  }

  // ---- a code object with the same instructions

  static Value renamed(rt::Tuple* from, rt::Tuple* to, Value name) {
    for (u64 i = 0; name && i < from->length; ++i)
      if (rt::is_same((*from)[i], name)) return (*to)[i];
    return name;
  }

  // Renames the registers. The register of a namespace has no name.
  bool rename_locals() {
    auto *from = tuple_of(present_names_[kVariables]), *to = tuple_of(names_[kVariables]);
    auto* locals = tuple_of(parts_.local_names);
    std::vector<Value> names;
    for (u64 i = 0; i < locals->length; ++i) {
      Value name = renamed(from, to, (*locals)[i]);
      names.push_back(name ? name : rt::kNone);
    }
    return bool(parts_.local_names = rt::make_tuple(t_, names.data(), names.size()));
  }

  bool set_constants() {
    auto* tuple = tuple_of(constants_);
    parts_.constants.clear();
    for (u64 i = 0; i < tuple->length; ++i) {
      Ref constant = Ref::share(t_, (*tuple)[i]);
      parts_.constants.push_back(rt::is_exact_str(constant) ? rt::intern(t_, std::move(constant))
                                                            : std::move(constant));
      if (!parts_.constants.back()) return false;
    }
    return true;
  }

  bool exchange() {
    parts_.positional_only = static_cast<u32>(number_[kPositionalOnly]);
    parts_.flags = (parts_.flags & ~kShownFlags) | (static_cast<u32>(number_[kFlags]) & kShownFlags);
    parts_.free_names = std::move(names_[kFrees]);
    return set_constants() && rename_locals();
  }

  // ---- a code object that cannot be run

  bool set_locals() {
    std::vector<Value> names;
    Ref space = rt::intern(t_, kNamespaceName);
    if (!space) return false;
    bool takes_arguments = parts_.positional || parts_.keyword_only || (parts_.flags & (kVarArgs | kVarKeywords));
    if (!(parts_.flags & kOptimized) && !takes_arguments) names.push_back(space);
    auto *variables = tuple_of(names_[kVariables]), *cells = tuple_of(names_[kCells]);
    for (u64 i = 0; i < variables->length; ++i) names.push_back((*variables)[i]);
    for (u64 i = 0; i < cells->length; ++i)
      if (!contains(variables, (*cells)[i])) names.push_back((*cells)[i]);
    parts_.locals = static_cast<u32>(names.size());
    parts_.frame_size = parts_.locals + kWindowHeader;
    return bool(parts_.local_names = rt::make_tuple(t_, names.data(), names.size()));
  }

  static bool contains(rt::Tuple* names, Value name) {
    for (u64 i = 0; i < names->length; ++i)
      if (rt::is_same((*names)[i], name)) return true;
    return false;
  }

  bool make_unrunnable() {
    parts_.words = {encode(Op::CANNOT_RUN)};
    parts_.handlers.clear();
    parts_.positional = static_cast<u32>(number_[kPositional]);
    parts_.positional_only = static_cast<u32>(number_[kPositionalOnly]);
    parts_.keyword_only = static_cast<u32>(number_[kKeywordOnly]);
    parts_.flags = static_cast<u32>(number_[kFlags]) & kShownFlags;
    parts_.names = std::move(names_[kGlobalNames]);
    parts_.cell_names = Ref::share(t_, names_[kCells]);
    parts_.free_names = std::move(names_[kFrees]);
    return set_constants() && set_locals();
  }

  // ---- values that no instruction depends on

  // The bytes may be the positions of any code object. If they are anything else, the code has no positions.
  void set_positions() {
    std::string_view bytes = bytes_[kLines].as<rt::Bytes>()->view();
    parts_.positions.assign(bytes.size() / sizeof(Position), Position{});
    bool right = bytes.size() % sizeof(Position) == 0;
    if (!parts_.positions.empty())
      std::memcpy(static_cast<void*>(parts_.positions.data()), bytes.data(),
                  parts_.positions.size() * sizeof(Position));
    auto before = [](const Position& a, const Position& b) { return a.word < b.word; };
    right = right && std::is_sorted(parts_.positions.begin(), parts_.positions.end(), before);
    if (!right) parts_.positions.clear();
    for (Position& p : parts_.positions) p = absolute_position(p, parts_.first_line);
    lines_given_ = !right;
  }

  bool show(bool fits) {
    bool plain_size = number_[kStackSize] == static_cast<i32>(parts_.frame_size);
    parts_.shown = Ref();
    if (fits && plain_size && !lines_given_) return true;
    Value shown[kShownParts] = {};
    shown[kShownCode] = fits ? rt::kNone : bytes_[kCode].get();
    shown[kShownExceptions] = fits ? rt::kNone : bytes_[kExceptions].get();
    shown[kShownLines] = lines_given_ ? bytes_[kLines].get() : rt::kNone;
    shown[kShownStackSize] = Value::small_int(number_[kStackSize]);
    return bool(parts_.shown = rt::make_tuple(t_, shown, kShownParts));
  }

  Thread& t_;
  Value self_;
  Code* code_;
  CodeParts parts_;
  Ref text_[kTexts], names_[kNameTuples], present_names_[kNameTuples], bytes_[kByteStrings],
      present_bytes_[kByteStrings], constants_;
  i32 number_[kNumbers], present_number_[kNumbers];
  bool lines_given_ = false;  // co_linetable was given; after set_positions(): it is to be shown as given
};

}  // namespace

Ref code_replace_py(Thread& t, const rt::CallArgs& args) {
  if (args.positional != 1) return rt::raise_type_error(t, "replace() takes 0 positional arguments");
  if (!wake(t, as_code(args[0]))) return Ref();
  return Replacing(t, args[0]).run_py(args);
}

}  // namespace comp
