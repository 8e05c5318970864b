// OSError and its subclasses. OSError(errno, strerror[, filename[, winerror[, filename2]]]) makes an instance of the
// subclass for that errno.
#include "runtime/object/ops.h"
#include "runtime/types/exceptions/exception_parts.h"
#include "runtime/types/numbers/int.h"

namespace rt {

using namespace exceptions;

namespace {

bool os_init(Thread& t, Value self, const CallArgs& args);
Ref os_create(Thread& t, Type* type, const CallArgs& args);

// True if a subclass overrides __init__ but not __new__. Its __init__ gets the arguments and may take other ones than
// OSError, so __new__ must not parse them.
bool parses_in_init(const Type* type) { return type->slots.init != os_init && type->slots.create == os_create; }

bool has_os_arguments(const CallArgs& args) { return args.positional >= 2 && args.positional <= 5; }

bool is_number(Value v) { return is_int(v) || type_of(v)->slots.index || type_of(v)->slots.to_float; }

// Sets the fields from the arguments. The file names are not part of `args`, because they have attributes of their own.
bool fill(Thread& t, Value self, const CallArgs& args) {
  u32 kept = args.positional;
  if (has_os_arguments(args)) {
    store_exception_field(t, self, field::kOsErrno, args[0]);
    store_exception_field(t, self, field::kOsStrerror, args[1]);
    Value filename = args.positional >= 3 && args[2] != kNone ? args[2] : Value();
    if (filename && type_of(self) == kBlockingIOErrorType && is_number(filename)) {
      i64 written;
      if (!index_i64_py(t, filename, &written, kValueErrorType)) return false;
      Ref count = make_int(t, written);
      store_exception_field(t, self, field::kOsWritten, count);
    } else if (filename) {
      store_exception_field(t, self, field::kOsFilename, filename);
      if (args.positional == 5 && args[4] != kNone) store_exception_field(t, self, field::kOsFilename2, args[4]);
      kept = 2;
    }
  }
  return base_init(t, self, CallArgs{args.values, kept, Value()});
}

Ref os_create(Thread& t, Type* type, const CallArgs& args) {
  bool parse = !parses_in_init(type);
  if (parse && args.keywords()) return raise_type_error(t, "%N() takes no keyword arguments", type);
  i64 number;
  if (parse && type == kOSErrorType && has_os_arguments(args) && is_int(args[0]) && int_fits_i64(args[0], &number)) {
    type = os_error_type(number);
  }
  Ref self = make_exception_raw(t, type, Ref::share(t, empty_tuple()));
  if (self && parse && !fill(t, self, args)) return Ref();
  return self;
}

bool os_init(Thread& t, Value self, const CallArgs& args) {
  if (!parses_in_init(type_of(self))) return true;
  if (args.keywords()) return raise_type_error(t, "%T() takes no keyword arguments", self);
  return fill(t, self, args);
}

Ref os_str(Thread& t, Value self) {
  Ref number = field_or_none(t, self, field::kOsErrno);
  Ref text = field_or_none(t, self, field::kOsStrerror);
  Ref filename = load_exception_field(t, self, field::kOsFilename);
  Ref filename2 = load_exception_field(t, self, field::kOsFilename2);
  if (filename && filename2) {
    return format_message(t, "[Errno %S] %S: %R -> %R", number.get(), text.get(), filename.get(), filename2.get());
  }
  if (filename) return format_message(t, "[Errno %S] %S: %R", number.get(), text.get(), filename.get());
  if (load_exception_field(t, self, field::kOsErrno) && load_exception_field(t, self, field::kOsStrerror)) {
    return format_message(t, "[Errno %S] %S", number.get(), text.get());
  }
  return base_str(t, self);
}

Ref os_reduce(Thread& t, Value self) {
  Ref args = exception_args(t, self);
  Ref filename = load_exception_field(t, self, field::kOsFilename);
  Ref filename2 = load_exception_field(t, self, field::kOsFilename2);
  if (as_tuple(args)->length == 2 && filename) {
    Value all[] = {(*as_tuple(args))[0], (*as_tuple(args))[1], filename, kNone, filename2};
    args = make_tuple(t, all, filename2 ? 5 : 3);
  }
  return reduce_result(t, self, std::move(args), exception_state(t, self));
}

Ref get_written(Thread& t, Value self) {
  Ref written = load_exception_field(t, self, field::kOsWritten);
  if (!written) return raise(t, kAttributeErrorType, "characters_written");
  return written;
}
bool set_written(Thread& t, Value self, Value v) {
  if (!v) {
    if (!get_written(t, self)) return false;
    store_exception_field(t, self, field::kOsWritten, Value());
    return true;
  }
  i64 n;
  if (!index_i64_py(t, v, &n, kValueErrorType)) return false;
  Ref count = make_int(t, n);
  store_exception_field(t, self, field::kOsWritten, count);
  return true;
}

constexpr MethodDef kOsErrorMethods[] = {{"__reduce__", os_reduce, "(self, /)"}, {}};
constexpr GetSetDef kOsErrorGetSet[] = {{"characters_written", get_written, set_written, nullptr}, {}};
constexpr MemberDef kOsErrorMembers[] = {field_member("errno", field::kOsErrno, "POSIX exception code"),
                                         field_member("strerror", field::kOsStrerror, "exception strerror"),
                                         field_member("filename", field::kOsFilename, "exception filename"),
                                         field_member("filename2", field::kOsFilename2, "second exception filename"),
                                         {}};

constexpr TypeSpec make_os_error_spec() {
  TypeSpec spec =
      exception_spec(TypeId::kOSError, "OSError", TypeId::kException, "The operating system refused something.");
  spec.slots.str = os_str;
  spec.slots.create = os_create;
  spec.slots.init = os_init;
  spec.methods = kOsErrorMethods;
  spec.getset = kOsErrorGetSet;
  spec.members = kOsErrorMembers;
  return spec;
}

}  // namespace

const TypeSpec kOSErrorSpec = make_os_error_spec();

#define SIMPLE(id, base, doc) const TypeSpec k##id##Spec = exception_spec(TypeId::k##id, #id, TypeId::k##base, doc);
SIMPLE(BlockingIOError, OSError, "I/O operation would block.")
SIMPLE(ChildProcessError, OSError, "Child process error.")
SIMPLE(ConnectionError, OSError, "Connection error.")
SIMPLE(BrokenPipeError, ConnectionError, "Broken pipe.")
SIMPLE(ConnectionAbortedError, ConnectionError, "Connection aborted.")
SIMPLE(ConnectionRefusedError, ConnectionError, "Connection refused.")
SIMPLE(ConnectionResetError, ConnectionError, "Connection reset.")
SIMPLE(FileExistsError, OSError, "File already exists.")
SIMPLE(FileNotFoundError, OSError, "File not found.")
SIMPLE(InterruptedError, OSError, "Interrupted by signal.")
SIMPLE(IsADirectoryError, OSError, "Operation doesn't work on directories.")
SIMPLE(NotADirectoryError, OSError, "Operation only works on directories.")
SIMPLE(PermissionError, OSError, "Not enough permissions.")
SIMPLE(ProcessLookupError, OSError, "Process not found.")
SIMPLE(TimeoutError, OSError, "Timeout expired.")
#undef SIMPLE

}  // namespace rt
