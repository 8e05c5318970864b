// _typing: what the module `typing` wants from the interpreter.
#include "runtime/object/native.h"
#include "runtime/object/ref.h"

namespace rt {

extern const ModuleDef kUnderTypingModule;

namespace {

Ref idfunc(Thread& t, Value x) { return Ref::share(t, x); }

constexpr MethodDef kFunctions[] = {{"_idfunc", idfunc, "(x, /)", "Return the argument."}, {}};

}  // namespace

const ModuleDef kUnderTypingModule = {"_typing", "Primitives of typing.", kFunctions};

}  // namespace rt
