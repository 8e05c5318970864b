// _types: the interpreter's types under their names in the module `types`.
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ref.h"

namespace rt {

extern const ModuleDef kUnderTypesModule;

namespace {

struct TypeName {
  const char* name;
  TypeId id;
};
constexpr TypeName kTypes[] = {
    {"AsyncGeneratorType", TypeId::kAsyncGenerator},
    {"BuiltinFunctionType", TypeId::kBuiltin},
    {"BuiltinMethodType", TypeId::kBuiltin},
    {"CellType", TypeId::kCell},
    {"ClassMethodDescriptorType", TypeId::kClassMethodDescriptor},
    {"CodeType", TypeId::kCode},
    {"CoroutineType", TypeId::kCoroutine},
    {"EllipsisType", TypeId::kEllipsisType},
    {"FrameLocalsProxyType", TypeId::kFrameLocalsProxy},
    {"FrameType", TypeId::kFrame},
    {"FunctionType", TypeId::kFunction},
    {"GeneratorType", TypeId::kGenerator},
    {"GenericAlias", TypeId::kGenericAlias},
    {"GetSetDescriptorType", TypeId::kGetSetDescriptor},
    {"LambdaType", TypeId::kFunction},
    {"MappingProxyType", TypeId::kMappingProxy},
    {"MemberDescriptorType", TypeId::kMemberDescriptor},
    {"MethodDescriptorType", TypeId::kMethodDescriptor},
    {"MethodType", TypeId::kMethod},
    {"MethodWrapperType", TypeId::kMethodWrapper},
    {"ModuleType", TypeId::kModule},
    {"NoneType", TypeId::kNoneType},
    {"NotImplementedType", TypeId::kNotImplementedType},
    {"SimpleNamespace", TypeId::kSimpleNamespace},
    {"TracebackType", TypeId::kTraceback},
    {"UnionType", TypeId::kUnionType},
    {"WrapperDescriptorType", TypeId::kSlotWrapper},
};

bool init(Thread& t, Value module) {
  if (library_minor() >= 15 &&
      !module_add(t, module, "LazyImportType", Ref::share(t, builtin_type(TypeId::kLazyImport))))
    return false;
  for (const TypeName& row : kTypes) {
    if (!module_add(t, module, row.name, Ref::share(t, builtin_type(row.id)))) return false;
  }
  return true;
}

}  // namespace

const ModuleDef kUnderTypesModule = {"_types", "Define names for built-in types.", nullptr, init};

}  // namespace rt
