// Results of special methods that have the wrong type. Since the library of 3.15 all messages about them read alike:
// "X.__repr__() must return a str, not int". Before that each method had a message of its own.
#pragma once

#include "runtime/object/error.h"

namespace rt {

struct Type;

// The name of a class with its module, but for classes of builtins and __main__: as the newer messages name it. Empty:
// an error is pending.
Ref full_type_name(Thread& t, const Type* type);

struct SpecialResult {
  const char* method;            // "__repr__"
  const char* wanted;            // "a str"
  const char* old;               // the old message; it may have one %T for the result
  bool old_names_class = false;  // the old message has a %T for the object in front of it
  const char* type = nullptr;    // "int": an instance of a strict subclass is taken, with a warning
};

inline constexpr SpecialResult kReprResult = {"__repr__", "a str", "__repr__ returned non-string (type %T)"};
inline constexpr SpecialResult kStrResult = {"__str__", "a str", "__str__ returned non-string (type %T)"};
inline constexpr SpecialResult kFormatResult = {"__format__", "a str", "__format__ must return a str, not %T"};
inline constexpr SpecialResult kBoolResult = {"__bool__", "a bool", "__bool__ should return bool, returned %T"};
inline constexpr SpecialResult kBytesResult = {"__bytes__", "a bytes", "__bytes__ returned non-bytes (type %T)"};
inline constexpr SpecialResult kBufferResult = {"__buffer__", "a memoryview",
                                                "__buffer__ returned non-memoryview object"};
inline constexpr SpecialResult kAiterResult = {"__aiter__", "an async iterator",
                                               "aiter() returned not an async iterator of type '%T'"};
inline constexpr SpecialResult kLengthHintResult = {"__length_hint__", "an int",
                                                    "__length_hint__ must be an integer, not %T"};
inline constexpr SpecialResult kIndexResult = {"__index__", "an int", "__index__ returned non-int (type %T)", false,
                                               "int"};
inline constexpr SpecialResult kIntResult = {"__int__", "an int", "__int__ returned non-int (type %T)", false, "int"};
inline constexpr SpecialResult kFloatResult = {"__float__", "a float", "%T.__float__ returned non-float (type %T)",
                                               true, "float"};
inline constexpr SpecialResult kComplexResult = {"__complex__", "a complex",
                                                 "__complex__ returned non-complex (type %T)", false, "complex"};

// Raises TypeError for what the method of `self` has returned.
Error refuse_result(Thread& t, Value self, Value result, const SpecialResult& what);
// Issues the DeprecationWarning for an instance of a strict subclass. False: an error is pending.
bool warn_of_subclass_py(Thread& t, Value self, Value result, const SpecialResult& what);

}  // namespace rt
