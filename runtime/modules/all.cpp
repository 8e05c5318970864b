// The native modules of this folder, sorted by name.
#include "runtime/modules/all.h"

#include "runtime/object/native.h"

namespace rt {

extern const ModuleDef kUnderAbcModule, kUnderBisectModule, kUnderCodecsModule, kUnderCollectionsModule,
    kUnderContextvarsModule, kUnderFunctoolsModule, kUnderHeapqModule, kUnderIoModule, kUnderJsonModule,
    kUnderLocaleModule, kUnderOpcodeModule, kUnderOperatorModule, kUnderPosixsubprocessModule,
    kUnderQueueModule, kUnderRandomModule, kUnderSignalModule, kUnderSreModule, kUnderStatModule,
    kUnderStringModule, kUnderStructModule, kUnderThreadModule, kUnderTypesModule, kUnderTypingModule,
    kUnderWarningsModule, kUnderWeakrefModule, kArrayModule, kAtexitModule, kBinasciiModule, kBuiltinsModule,
    kCmathModule, kErrnoModule, kFcntlModule, kGcModule, kGrpModule, kItertoolsModule, kMathModule,
    kPosixModule, kPwdModule, kRefscopeModule, kSelectModule, kTimeModule, kUnicodedataModule;

namespace {

const ModuleDef* const kModules[] = {
    &kUnderAbcModule,
    &kUnderBisectModule,
    &kUnderCodecsModule,
    &kUnderCollectionsModule,
    &kUnderContextvarsModule,
    &kUnderFunctoolsModule,
    &kUnderHeapqModule,
    &kUnderIoModule,
    &kUnderJsonModule,
    &kUnderLocaleModule,
    &kUnderOpcodeModule,
    &kUnderOperatorModule,
    &kUnderPosixsubprocessModule,
    &kUnderQueueModule,
    &kUnderRandomModule,
    &kUnderSignalModule,
    &kUnderSreModule,
    &kUnderStatModule,
    &kUnderStringModule,
    &kUnderStructModule,
    &kUnderThreadModule,
    &kUnderTypesModule,
    &kUnderTypingModule,
    &kUnderWarningsModule,
    &kUnderWeakrefModule,
    &kArrayModule,
    &kAtexitModule,
    &kBinasciiModule,
    &kBuiltinsModule,
    &kCmathModule,
    &kErrnoModule,
    &kFcntlModule,
    &kGcModule,
    &kGrpModule,
    &kItertoolsModule,
    &kMathModule,
    &kPosixModule,
    &kPwdModule,
    &kRefscopeModule,
    &kSelectModule,
    &kTimeModule,
    &kUnicodedataModule,
};

}  // namespace

void register_runtime_modules() {
  for (const ModuleDef* def : kModules) register_native_module(def);
}

}  // namespace rt
