// Exceptions: one C++ struct serves all built-in exception classes; the fields of a particular class are in `fields`.
#pragma once

#include "runtime/object/error.h"

namespace rt {

struct BaseException : Object {
  Slot args;       // tuple
  Slot traceback;  // Traceback or empty
  Slot context, cause;
  gc::Atomic<bool> suppress_context;
  // Fields of particular exceptions; empty when not set.
  Slot fields[8];  // StopIteration.value; SystemExit.code; KeyError none; AttributeError.name,obj; NameError.name;
                   // ImportError.msg,name,path,name_from;
                   // OSError.errno,strerror,filename,filename2,characters_written;
                   // SyntaxError.msg,filename,lineno,offset,text,end_lineno,end_offset,_metadata;
                   // Unicode*Error.encoding,object,start,end,reason; ExceptionGroup.message,exceptions
  Slot print_file_and_line;  // SyntaxError
};

// Indices into BaseException::fields, by class.
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
  kSyntaxMetadata = 7,
  kUnicodeEncoding = 0,
  kUnicodeObject = 1,
  kUnicodeStart = 2,
  kUnicodeEnd = 3,
  kUnicodeReason = 4,
  kGroupMessage = 0,
  kGroupExceptions = 1,
  kGroupShown = 2,  // str: the repr of a sequence that is neither list nor tuple, made before it can change
};
}  // namespace field

inline bool is_exception(Value v) { return v.is_pointer() && is_subtype(type_of(v), kBaseExceptionType); }
inline bool is_exception_type(Value v) { return is_type(v) && is_subtype(v.as<Type>(), kBaseExceptionType); }
inline BaseException* as_exception(Value v) { return v.as<BaseException>(); }

// type(*args); `args` is a tuple. No Python code runs if the class has the constructor of a built-in exception.
Ref make_exception_py(Thread& t, Type* type, Ref args);
// An instance with `args` and no other field set. `type` must be a built-in exception or derive from one.
Ref make_exception_raw(Thread& t, Type* type, Ref args);
// Makes the spare instances of MemoryError and RecursionError, which are raised if there is no memory for new ones.
// Called once, after the types are complete.
void init_errors(Thread& t);
// The OSError subclass for an errno.
Type* os_error_type(i64 error_number);
// Sets __context__ of `exception` to `context`. If the chain of contexts would become a cycle, it is cut.
void set_exception_context(Thread& t, Value exception, Value context);

// One entry of a traceback. Only the VM makes them.
struct Traceback : Object {
  Slot next;   // Traceback or empty
  Slot frame;  // frame object
  Slot code;   // code object (for lazy frames)
  i32 lasti;   // instruction offset
  i32 line;
};
// The exception for `raise X`: if X is a class, X() is called; an instance is returned as it is. Empty: TypeError (X is
// neither), or the class has raised an error.
Ref instantiate_exception_py(Thread& t, Value class_or_instance);
// 1 if an `except` clause with this class or tuple matches the exception, else 0; -1: error.
int exception_matches_py(Thread& t, Value exception, Value class_or_tuple);

// ---- exception groups, for `except*`
inline bool is_exception_group(Value v) { return v.is_pointer() && is_subtype(type_of(v), kBaseExceptionGroupType); }
// group.split(class_or_tuple): an empty half is None. False: an error is pending.
bool exception_group_split_py(Thread& t, Value group, Value class_or_tuple, Ref* match, Ref* rest);
// The exception that a try statement with except* raises at its end, or None. `original`: the exception that was
// caught. `raised`: a list of the exceptions that the clauses have raised or not handled; None entries are skipped.
Ref prepare_reraise_star_py(Thread& t, Value original, Value raised);

}  // namespace rt
