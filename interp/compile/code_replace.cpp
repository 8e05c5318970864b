// code.replace() and code().
//
// If the keywords change names, positions and constants only, the instructions stay as they are. If they change
// anything that does not fit the instructions (other bytecode, other parameters, fewer constants), the new code object
// shows the given values as its attributes but cannot be run: its only instruction is CANNOT_RUN. code() takes all
// parts as the attributes of a code object show them, and the code runs if it passes the verifier.
#include <algorithm>
#include <cstring>

#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/compile/image.h"
#include "interp/compile/verify.h"
#include "runtime/object/audit.h"
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

  explicit Replacing(Thread& t) : t_(t), self_(), code_(nullptr) {}

  // code(...)
  Ref create_py(const rt::CallArgs& args) {
    if (!take_all_py(args) || !check()) return Ref();
    if (Ref code = assemble(); code || t_.error) return code;
    parts_ = CodeParts();
    set_texts();
    if (!make_unrunnable() || !show(false)) return Ref();
    return make_code(t_, std::move(parts_));
  }

  // code.replace(...)
  Ref run_py(const rt::CallArgs& args) {
    if (!read_present_py()) return Ref();
    Value shown = code_->shown.get();
    lines_given_ = shown && (*rt::as_tuple(shown))[kShownLines] != rt::kNone;  // then they go on being shown
    for (u32 i = 0; i < args.keywords(); ++i)
      if (!take_py((*rt::as_tuple(args.names))[i], args[args.positional + i])) return Ref();
    if (!check()) return Ref();
    set_texts_and_lines();
    if (fits_py()) {
      Ref code = exchange() && show(true) ? make_code(t_, std::move(parts_)) : Ref();
      if (!code || is_sound(as_code(code))) return code;
      parts_ = code_parts(t_, code_);
      set_texts_and_lines();
    }
    if (t_.error || !make_unrunnable() || !show(false)) return Ref();
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

  void set_texts() {
    parts_.name = Ref::share(t_, text_[kName]);
    parts_.qualname = Ref::share(t_, text_[kQualname]);
    parts_.filename = Ref::share(t_, text_[kFilename]);
    parts_.first_line = number_[kFirstLine];
  }

  void set_texts_and_lines() {
    set_texts();
    if (lines_given_ || parts_.first_line != present_number_[kFirstLine]) set_positions();
  }

  // ---- code()

  bool wrong_argument(u32 i, const char* type, Value value) {
    return rt::raise_type_error(t_, "code() argument %d must be %s, not %T", static_cast<int>(i + 1), type, value);
  }

  // In the order of the arguments: numbers but the first line, bytes, tuples, texts, first line, bytes, tuples.
  bool take_all_py(const rt::CallArgs& args) {
    constexpr u32 kLeast = 16, kMost = 18;
    if (args.keywords()) return rt::raise_type_error(t_, "code() takes no keyword arguments");
    if (args.positional < kLeast || args.positional > kMost)
      return rt::raise_type_error(
          t_, "code expected at %s %d arguments, got %d", args.positional < kLeast ? "least" : "most",
          static_cast<int>(args.positional < kLeast ? kLeast : kMost), static_cast<int>(args.positional));
    static constexpr Number kOrder[] = {kPositional, kPositionalOnly, kKeywordOnly, kLocals, kStackSize, kFlags};
    for (u32 i = 0; i < 6; ++i)
      if (!rt::to_i32_py(t_, args[i], &number_[kOrder[i]])) return false;
    if (!take_bytes(args, 6, kCode)) return false;
    if (!rt::is_tuple(args[7])) return wrong_argument(7, "tuple", args[7]);
    constants_ = Ref::share(t_, args[7]);
    if (!take_tuple(args, 8, kGlobalNames) || !take_tuple(args, 9, kVariables)) return false;
    for (u32 i = 10; i < 13; ++i) {
      static constexpr Text kTextOrder[] = {kFilename, kName, kQualname};
      if (!rt::is_str(args[i])) return wrong_argument(i, "str", args[i]);
      if (!(text_[kTextOrder[i - 10]] = rt::intern(t_, Ref::share(t_, args[i])))) return false;
    }
    return rt::to_i32_py(t_, args[13], &number_[kFirstLine]) && take_bytes(args, 14, kLines) &&
           take_bytes(args, 15, kExceptions) && take_tuple(args, 16, kFrees) && take_tuple(args, 17, kCells);
  }
  bool take_bytes(const rt::CallArgs& args, u32 i, Bytes which) {
    if (!rt::is_bytes(args[i])) return wrong_argument(i, "bytes", args[i]);
    bytes_[which] = Ref::share(t_, args[i]);
    return true;
  }
  bool take_tuple(const rt::CallArgs& args, u32 i, Names which) {
    if (i >= args.positional) return names_[which] = Ref::share(rt::empty_tuple()), true;
    if (!rt::is_tuple(args[i])) return wrong_argument(i, "tuple", args[i]);
    return take_names(&names_[which], Value(), args[i]);
  }

  template <class T>
  static bool copy_array(const Ref& bytes, std::vector<T>* to) {
    std::string_view view = bytes.as<rt::Bytes>()->view();
    to->resize(view.size() / sizeof(T));
    if (!view.empty()) std::memcpy(static_cast<void*>(to->data()), view.data(), to->size() * sizeof(T));
    return view.size() % sizeof(T) == 0;
  }

  // Code that can run. Empty without an error: the parts do not fit together.
  Ref assemble() {
    std::string_view layout;
    set_texts();
    parts_.positional = static_cast<u32>(number_[kPositional]);
    parts_.positional_only = static_cast<u32>(number_[kPositionalOnly]);
    parts_.keyword_only = static_cast<u32>(number_[kKeywordOnly]);
    parts_.frame_size = static_cast<u32>(number_[kStackSize]);
    parts_.flags = static_cast<u32>(number_[kFlags]) & kShownFlags;
    parts_.names = Ref::share(t_, names_[kGlobalNames]);
    parts_.cell_names = Ref::share(t_, names_[kCells]);
    parts_.free_names = Ref::share(t_, names_[kFrees]);
    bool fits = copy_array(bytes_[kCode], &parts_.words) && copy_array(bytes_[kExceptions], &parts_.handlers) &&
                read_line_table(bytes_[kLines].as<rt::Bytes>()->view(), &parts_.positions, &layout) &&
                read_layout(t_, layout, names_[kVariables], &parts_) &&
                are_plain_words(parts_.words.data(), static_cast<u32>(parts_.words.size()));
    if (!fits || !set_constants()) return Ref();
    for (Position& p : parts_.positions) p = absolute_position(p, parts_.first_line);
    bool documented = parts_.flags & kHasDocstring && !parts_.constants.empty() && rt::is_str(parts_.constants[0]);
    if (documented) parts_.docstring = Ref::share(t_, parts_.constants[0]);
    Ref code = make_code(t_, std::move(parts_));
    return code && is_sound(as_code(code)) ? std::move(code) : Ref();
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
    return tuple_of(constants_)->length >= parts_.constants.size();
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
      parts_.constants.push_back(interned((*tuple)[i]));
      if (!parts_.constants.back()) return false;
    }
    return true;
  }
  // A constant that can be a name, or a tuple of names. Any other value is returned as it is.
  Ref interned(Value constant) {
    if (rt::is_exact_str(constant)) return rt::intern(t_, Ref::share(t_, constant));
    if (!rt::is_exact(constant, rt::TypeId::kTuple) || is_tuple_of_names(constant)) return Ref::share(t_, constant);
    auto* tuple = rt::as_tuple(constant);
    std::vector<Ref> names;
    for (u64 i = 0; i < tuple->length; ++i) {
      if (!rt::is_exact_str((*tuple)[i])) return Ref::share(t_, constant);
      names.push_back(rt::intern(t_, Ref::share(t_, (*tuple)[i])));
      if (!names.back()) return Ref();
    }
    return rt::make_tuple_stealing(t_, names.data(), names.size());
  }

  bool exchange() {
    parts_.positional_only = static_cast<u32>(number_[kPositionalOnly]);
    parts_.flags = (parts_.flags & ~kShownFlags) | (static_cast<u32>(number_[kFlags]) & kShownFlags);
    parts_.free_names = Ref::share(t_, names_[kFrees]);
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

  // The bytes may be the positions of any code object; the layout of the registers stays. If they are anything else,
  // the code has no positions.
  void set_positions() {
    std::string_view layout, own_layout;
    std::vector<Position> present;
    Ref own = make_line_table(t_, code_);
    if (own) read_line_table(own.as<rt::Bytes>()->view(), &present, &own_layout);
    bool right = read_line_table(bytes_[kLines].as<rt::Bytes>()->view(), &parts_.positions, &layout);
    if (!right) parts_.positions.clear();
    for (Position& p : parts_.positions) p = absolute_position(p, parts_.first_line);
    lines_given_ = !right || layout != own_layout;
  }

  bool show(bool fits) {
    bool plain_size = number_[kStackSize] == static_cast<i32>(parts_.frame_size);
    parts_.shown = Ref();
    if (fits && plain_size && !lines_given_) return true;
    Value shown[kShownParts] = {};
    shown[kShownCode] = fits ? rt::kNone : bytes_[kCode].get();
    shown[kShownExceptions] = fits ? rt::kNone : bytes_[kExceptions].get();
    shown[kShownLines] = lines_given_ || !fits ? bytes_[kLines].get() : rt::kNone;
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

Ref code_create_py(Thread& t, rt::Type*, const rt::CallArgs& args) {
  Ref code = Replacing(t).create_py(args);
  auto* made = code ? as_code(code) : nullptr;
  bool heard = made && rt::audit_py(t, "code.__new__", args[6], made->filename.get(), made->name.get(), args[0],
                                    args[1], args[2], args[3], args[4], args[5]);
  return heard ? std::move(code) : Ref();
}

Ref code_replace_py(Thread& t, const rt::CallArgs& args) {
  if (args.positional != 1) return rt::raise_type_error(t, "replace() takes 0 positional arguments");
  if (!wake(t, as_code(args[0]))) return Ref();
  return Replacing(t, args[0]).run_py(args);
}

}  // namespace comp
