// Exceptions.
#pragma once

#include "runtime/object/error.h"

namespace rt {

struct BaseException : Object {
  Slot args;       // tuple
  Slot traceback;  // Traceback or empty
  Slot context, cause;
  gc::Atomic<bool> suppress_context;
  // Fields of particular exceptions; empty when not set.
  Slot fields[7];  // StopIteration.value; SystemExit.code; KeyError none; AttributeError.name,obj; NameError.name;
                   // ImportError.msg,name,path,name_from;
                   // OSError.errno,strerror,filename,filename2,characters_written;
                   // SyntaxError.msg,filename,lineno,offset,text,end_lineno,end_offset;
                   // Unicode*Error.encoding,object,start,end,reason; ExceptionGroup.message,exceptions
  Slot print_file_and_line;  // SyntaxError
};

// What BaseException::fields holds, by class.
namespace field {
enum : u32 {
  kStopValue = 0,
  kExitCode = 0,
  kAttributeName = 0,
  kAttributeObject = 1,
  kNameName = 0,
  kImportMsg = 0,
  kImportName = 1,
  kImportPath = 2,
  kImportNameFrom = 3,
  kOsErrno = 0,
  kOsStrerror = 1,
  kOsFilename = 2,
  kOsFilename2 = 3,
  kOsWritten = 4,
  kSyntaxMsg = 0,
  kSyntaxFilename = 1,
  kSyntaxLine = 2,
  kSyntaxOffset = 3,
  kSyntaxText = 4,
  kSyntaxEndLine = 5,
  kSyntaxEndOffset = 6,
  kUnicodeEncoding = 0,
  kUnicodeObject = 1,
  kUnicodeStart = 2,
  kUnicodeEnd = 3,
  kUnicodeReason = 4,
  kGroupMessage = 0,
  kGroupExceptions = 1,
};
}  // namespace field

inline bool is_exception(Value v) { return v.is_pointer() && is_subtype(type_of(v), kBaseExceptionType); }
inline bool is_exception_type(Value v) { return is_type(v) && is_subtype(v.as<Type>(), kBaseExceptionType); }
inline BaseException* as_exception(Value v) { return v.as<BaseException>(); }

// type(*args) without running Python code when the class constructs like a built-in exception; `args` is a tuple.
Ref make_exception_py(Thread& t, Type* type, Ref args);
// An instance with `args` and no other field set. `type` must be a built-in exception or derive from one.
Ref make_exception_raw(Thread& t, Type* type, Ref args);
// MemoryError and RecursionError instances for when there is no memory to make one. Once, after the types are complete.
void init_errors(Thread& t);
// The OSError subclass for an errno.
Type* os_error_type(i64 error_number);
// Sets __context__ of `exception` to `context`, cutting the chain where it would become a cycle.
void set_exception_context(Thread& t, Value exception, Value context);

// Adds a frame entry to the pending exception's traceback. Installed and used by the VM; natives never call it.
struct Traceback : Object {
  Slot next;   // Traceback or empty
  Slot frame;  // Frame object
  Slot code;   // code object (for lazy frames)
  i32 lasti;   // instruction offset
  i32 line;
};
// type(args...) for `raise X` where X is a class; an instance is returned as it is. TypeError if neither.
Ref instantiate_exception_py(Thread& t, Value class_or_instance);
// Does an `except` clause with this class or tuple match? 1, 0, -1.
int exception_matches_py(Thread& t, Value exception, Value class_or_tuple);

// ---- exception groups, for `except*`
inline bool is_exception_group(Value v) { return v.is_pointer() && is_subtype(type_of(v), kBaseExceptionGroupType); }
// group.split(class_or_tuple): None for an empty half. False: an error is pending.
bool exception_group_split_py(Thread& t, Value group, Value class_or_tuple, Ref* match, Ref* rest);
// What a try statement with except* raises at its end, or None: `raised` is the list of what its clauses raised or did
// not handle (None entries are skipped), `original` the exception that was caught.
Ref prepare_reraise_star_py(Thread& t, Value original, Value raised);

}  // namespace rt
