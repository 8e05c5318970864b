// The exception classes without fields of their own, and those with a few: StopIteration, SystemExit, KeyError,
// NameError, AttributeError, ImportError, SyntaxError.
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/exceptions/exception_parts.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

using namespace exceptions;

// ---- classes without fields of their own

#define SIMPLE(id, base, doc) const TypeSpec k##id##Spec = exception_spec(TypeId::k##id, #id, TypeId::k##base, doc);
SIMPLE(GeneratorExit, BaseException, "Request that a generator exit.")
SIMPLE(KeyboardInterrupt, BaseException, "Program interrupted by user.")
SIMPLE(Exception, BaseException, "What exceptions derive from that do not mean to end the program.")
SIMPLE(ArithmeticError, Exception, "Base class for arithmetic errors.")
SIMPLE(FloatingPointError, ArithmeticError, "Floating-point operation failed.")
SIMPLE(OverflowError, ArithmeticError, "A number does not fit.")
SIMPLE(ZeroDivisionError, ArithmeticError, "A number was divided by zero.")
SIMPLE(AssertionError, Exception, "Assertion failed.")
SIMPLE(BufferError, Exception, "Buffer error.")
SIMPLE(EOFError, Exception, "Read beyond end of file.")
SIMPLE(ModuleNotFoundError, ImportError, "Module not found.")
SIMPLE(ImportCycleError, ImportError, "A lazy import needs itself.")
SIMPLE(LookupError, Exception, "Base class for lookup errors.")
SIMPLE(IndexError, LookupError, "Sequence index out of range.")
SIMPLE(MemoryError, Exception, "Out of memory.")
SIMPLE(UnboundLocalError, NameError, "A local variable was read before it had a value.")
SIMPLE(ReferenceError, Exception, "The object behind a weak proxy is gone.")
SIMPLE(RuntimeError, Exception, "Unspecified run-time error.")
SIMPLE(NotImplementedError, RuntimeError, "Something that should be there has not been written.")
SIMPLE(PythonFinalizationError, RuntimeError, "Operation blocked during Python finalization.")
SIMPLE(RecursionError, RuntimeError, "Recursion limit exceeded.")
SIMPLE(StopAsyncIteration, Exception, "There are no more items: what __anext__() raises.")
SIMPLE(IndentationError, SyntaxError, "Improper indentation.")
SIMPLE(TabError, IndentationError, "Tabs and spaces are mixed so that the indentation is ambiguous.")
SIMPLE(SystemError, Exception, "Internal error in the interpreter.")
SIMPLE(TypeError, Exception, "Inappropriate argument type.")
SIMPLE(ValueError, Exception, "An argument has the right type, but no acceptable value.")
SIMPLE(UnicodeError, ValueError, "Unicode related error.")
SIMPLE(Warning, Exception, "Base class for warning categories.")
SIMPLE(BytesWarning, Warning, "Category of warnings about mixing bytes and text.")
SIMPLE(DeprecationWarning, Warning, "Category of warnings about what should no longer be used.")
SIMPLE(EncodingWarning, Warning, "Category of warnings about text encodings that were left to chance.")
SIMPLE(FutureWarning, Warning, "Category of warnings about code that will mean something else in a later version.")
SIMPLE(ImportWarning, Warning, "Category of warnings about imports that are probably wrong.")
SIMPLE(PendingDeprecationWarning, Warning, "Category of warnings about what will be deprecated later.")
SIMPLE(ResourceWarning, Warning, "Category of warnings about files and the like that were not closed.")
SIMPLE(RuntimeWarning, Warning, "Category of warnings about suspicious behaviour at run time.")
SIMPLE(SyntaxWarning, Warning, "Category of warnings about syntax that is legal but suspicious.")
SIMPLE(UnicodeWarning, Warning, "Category of warnings about Unicode.")
SIMPLE(UserWarning, Warning, "Category of warnings that programs issue for themselves.")
#undef SIMPLE

namespace {

constexpr TypeSpec with_init(TypeSpec spec, bool (*init)(Thread&, Value, const CallArgs&), const MemberDef* members) {
  spec.slots.create = base_create;
  spec.slots.init = init;
  spec.members = members;
  return spec;
}

// ---- StopIteration, SystemExit

bool stop_init(Thread& t, Value self, const CallArgs& args) {
  if (!base_init(t, self, args)) return false;
  store_exception_field(t, self, field::kStopValue, args.positional ? args[0] : kNone);
  return true;
}
constexpr MemberDef kStopMembers[] = {field_member("value", field::kStopValue, "generator return value"), {}};

bool exit_init(Thread& t, Value self, const CallArgs& args) {
  if (!base_init(t, self, args)) return false;
  Ref all = exception_args(t, self);
  store_exception_field(t, self, field::kExitCode,
                        args.positional == 0   ? kNone
                        : args.positional == 1 ? args[0]
                                               : all.get());
  return true;
}
constexpr MemberDef kExitMembers[] = {field_member("code", field::kExitCode, "exception code"), {}};

// ---- KeyError: str() of a single argument is its repr, so that an empty string is visible

Ref key_error_str(Thread& t, Value self) {
  Ref args = exception_args(t, self);
  return as_tuple(args)->length == 1 ? repr_py(t, (*as_tuple(args))[0]) : base_str(t, self);
}
constexpr TypeSpec make_key_error_spec() {
  TypeSpec spec = exception_spec(TypeId::kKeyError, "KeyError", TypeId::kLookupError, "Mapping key not found.");
  spec.slots.str = key_error_str;
  return spec;
}

// ---- NameError, AttributeError

bool name_error_init(Thread& t, Value self, const CallArgs& args) {
  constexpr const char* kNames[] = {"name"};
  return init_with_keywords(t, self, args, kNames, 1, field::kNameName);
}
constexpr MemberDef kNameErrorMembers[] = {field_member("name", field::kNameName, "name"), {}};

bool attribute_error_init(Thread& t, Value self, const CallArgs& args) {
  constexpr const char* kNames[] = {"name", "obj"};
  return init_with_keywords(t, self, args, kNames, 2, field::kAttributeName);
}
constexpr MemberDef kAttributeErrorMembers[] = {field_member("name", field::kAttributeName, "attribute name"),
                                                field_member("obj", field::kAttributeObject, "object"),
                                                {}};

// __getstate__ without the field `obj`, which serves suggestions only and may not be picklable.
Ref attribute_error_getstate(Thread& t, Value self) {
  Ref state = exception_state(t, self);
  if (!state) return Ref();
  Ref attribute = load_exception_field(t, self, field::kAttributeName);
  if (attribute && !dict_set_cstr(t, as_dict(state), "name", std::move(attribute))) return Ref();
  if (!dict_set_cstr(t, as_dict(state), "args", exception_args(t, self))) return Ref();
  return state;
}
Ref attribute_error_reduce(Thread& t, Value self) {
  return reduce_result(t, self, exception_args(t, self), attribute_error_getstate(t, self));
}
constexpr MethodDef kAttributeErrorMethods[] = {
    {"__getstate__", attribute_error_getstate, "(self, /)"}, {"__reduce__", attribute_error_reduce, "(self, /)"}, {}};
constexpr TypeSpec make_attribute_error_spec() {
  TypeSpec spec = exception_spec(TypeId::kAttributeError, "AttributeError", TypeId::kException, "Attribute not found.");
  spec.methods = kAttributeErrorMethods;
  return with_init(spec, attribute_error_init, kAttributeErrorMembers);
}

// ---- ImportError

constexpr const char* kImportNames[] = {"name", "path", "name_from"};

bool import_error_init(Thread& t, Value self, const CallArgs& args) {
  if (!init_with_keywords(t, self, args, kImportNames, 3, field::kImportName)) return false;
  store_exception_field(t, self, field::kImportMsg, args.positional == 1 ? args[0] : Value());
  return true;
}
Ref import_error_str(Thread& t, Value self) {
  Ref msg = load_exception_field(t, self, field::kImportMsg);
  return msg && is_exact_str(msg) ? std::move(msg) : base_str(t, self);
}
// Name and path are shown by the library of 3.15.
Ref import_error_repr_py(Thread& t, Value self) {
  Ref text = base_repr(t, self);
  for (u32 i = 0; text && i < 2 && library_minor() >= 15; ++i) {
    Ref v = load_exception_field(t, self, field::kImportName + i);
    if (!v || v.get() == kNone) continue;
    i64 end = static_cast<i64>(as_str(text)->length) - 1;
    Ref head = str_substring(t, text, 0, end);
    bool first = head && as_str(head)->at(static_cast<u64>(end - 1)) == '(';
    text = head ? format_message(t, "%S%s%s=%R)", head.get(), first ? "" : ", ", kImportNames[i], v.get()) : Ref();
  }
  return text;
}
Ref import_error_reduce(Thread& t, Value self) {
  Ref state = exception_state(t, self);
  for (u32 i = 0; state && i < 3; ++i) {
    Ref v = load_exception_field(t, self, field::kImportName + i);
    if (v && v.get() != kNone && !dict_set_cstr(t, as_dict(state), kImportNames[i], std::move(v))) return Ref();
  }
  return reduce_result(t, self, exception_args(t, self), std::move(state));
}
constexpr MethodDef kImportErrorMethods[] = {{"__reduce__", import_error_reduce, "(self, /)"}, {}};
constexpr MemberDef kImportErrorMembers[] = {
    field_member("msg", field::kImportMsg, "exception message"),
    field_member("name", field::kImportName, "module name"),
    field_member("path", field::kImportPath, "module path"),
    field_member("name_from", field::kImportNameFrom, "name imported from module"),
    {}};
constexpr TypeSpec make_import_error_spec() {
  TypeSpec spec = exception_spec(TypeId::kImportError, "ImportError", TypeId::kException,
                                 "A module, or a name in it, could not be imported.");
  spec.slots.str = import_error_str;
  spec.slots.repr = import_error_repr_py;
  spec.methods = kImportErrorMethods;
  return with_init(spec, import_error_init, kImportErrorMembers);
}

// ---- SyntaxError(msg, (filename, lineno, offset, text[, end_lineno, end_offset[, metadata]]))

bool syntax_error_init(Thread& t, Value self, const CallArgs& args) {
  if (!base_init(t, self, args)) return false;
  if (args.positional >= 1) store_exception_field(t, self, field::kSyntaxMsg, args[0]);
  if (args.positional != 2) return true;
  Ref info = to_tuple_py(t, args[1]);
  if (!info) return false;
  u64 n = as_tuple(info)->length;
  if (n < 4) return raise_type_error(t, "function takes at least 4 arguments (%zu given)", n);
  u64 most = library_minor() >= 14 ? 7 : 6;
  if (n > most) return raise_type_error(t, "function takes at most %zu arguments (%zu given)", most, n);
  for (u64 i = 0; i < most; ++i) {
    store_exception_field(t, self, field::kSyntaxFilename + static_cast<u32>(i),
                          i < n ? (*as_tuple(info))[i] : Value());
  }
  if (n == 5) return raise_type_error(t, "end_offset must be provided when end_lineno is provided");
  return true;
}

// The file name without its directories. Empty without error: there is none.
Ref base_name(Thread& t, Value filename) {
  if (!filename || !is_str(filename)) return Ref();
  text::StrView view = str_view(filename);
  size_t start = view.length;
  while (start > 0 && view.at(start - 1) != '/') --start;
  return make_str(t, view.from(start));
}

Ref syntax_error_str(Thread& t, Value self) {
  Ref msg = field_or_none(t, self, field::kSyntaxMsg);
  Ref line = load_exception_field(t, self, field::kSyntaxLine);
  Ref filename = load_exception_field(t, self, field::kSyntaxFilename);
  Ref file = base_name(t, filename);
  if (error_pending(t)) return Ref();
  bool has_line = line && is_exact_int(line);
  if (file && has_line) return format_message(t, "%S (%S, line %S)", msg.get(), file.get(), line.get());
  if (file) return format_message(t, "%S (%S)", msg.get(), file.get());
  if (has_line) return format_message(t, "%S (line %S)", msg.get(), line.get());
  return str_py(t, msg);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
constexpr MemberDef kSyntaxErrorMembers[] = {
    field_member("msg", field::kSyntaxMsg, "exception msg"),
    field_member("filename", field::kSyntaxFilename, "exception filename"),
    field_member("lineno", field::kSyntaxLine, "exception lineno"),
    field_member("offset", field::kSyntaxOffset, "exception offset"),
    field_member("text", field::kSyntaxText, "exception text"),
    field_member("end_lineno", field::kSyntaxEndLine, "exception end lineno"),
    field_member("end_offset", field::kSyntaxEndOffset, "exception end offset"),
    field_member("_metadata", field::kSyntaxMetadata, "exception private metadata"),
    {"print_file_and_line", MemberKind::kSlotOrNone, offsetof(BaseException, print_file_and_line), false,
     "exception print_file_and_line"},
    {},
};
#pragma GCC diagnostic pop
constexpr TypeSpec make_syntax_error_spec() {
  TypeSpec spec = exception_spec(TypeId::kSyntaxError, "SyntaxError", TypeId::kException, "Invalid syntax.");
  spec.slots.str = syntax_error_str;
  return with_init(spec, syntax_error_init, kSyntaxErrorMembers);
}

}  // namespace

const TypeSpec kStopIterationSpec =
    with_init(exception_spec(TypeId::kStopIteration, "StopIteration", TypeId::kException,
                             "There are no more items: what __next__() raises."),
              stop_init, kStopMembers);
const TypeSpec kSystemExitSpec = with_init(exception_spec(TypeId::kSystemExit, "SystemExit", TypeId::kBaseException,
                                                          "The program wants to end; the argument is its status."),
                                           exit_init, kExitMembers);
const TypeSpec kKeyErrorSpec = make_key_error_spec();
const TypeSpec kNameErrorSpec =
    with_init(exception_spec(TypeId::kNameError, "NameError", TypeId::kException, "Name not found globally."),
              name_error_init, kNameErrorMembers);
const TypeSpec kAttributeErrorSpec = make_attribute_error_spec();
const TypeSpec kImportErrorSpec = make_import_error_spec();
const TypeSpec kSyntaxErrorSpec = make_syntax_error_spec();

}  // namespace rt
