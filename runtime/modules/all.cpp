// The native modules of this folder, sorted by name.
#include "runtime/modules/all.h"

#include "runtime/object/native.h"

namespace rt {

extern const ModuleDef kUnderAbcModule, kUnderBisectModule, kUnderBlake2Module, kUnderCodecsModule,
    kUnderCollectionsModule, kUnderContextvarsModule, kUnderFunctoolsModule, kUnderHashlibModule, kUnderHeapqModule,
    kUnderIoModule, kUnderJsonModule, kUnderLocaleModule, kUnderMd5Module, kUnderOpcodeModule, kUnderOperatorModule,
    kUnderPosixsubprocessModule, kUnderQueueModule, kUnderRandomModule, kUnderSha1Module, kUnderSha256Module,
    kUnderSha2Module, kUnderSha3Module, kUnderSha512Module, kUnderSignalModule, kUnderSocketModule, kUnderSreModule,
    kUnderStatModule, kUnderStringModule, kUnderStructModule, kUnderThreadModule, kUnderTypesModule,
    kUnderTypingModule, kUnderWarningsModule, kUnderWeakrefModule, kArrayModule, kAtexitModule, kBinasciiModule,
    kBuiltinsModule, kCmathModule, kErrnoModule, kFcntlModule, kGcModule, kGrpModule, kItertoolsModule, kMathModule,
    kPosixModule, kPwdModule, kRefscopeModule, kSelectModule, kTimeModule, kUnicodedataModule, kZlibModule;

namespace {

const ModuleDef* const kModules[] = {
    &kUnderAbcModule,
    &kUnderBisectModule,
    &kUnderBlake2Module,
    &kUnderCodecsModule,
    &kUnderCollectionsModule,
    &kUnderContextvarsModule,
    &kUnderFunctoolsModule,
    &kUnderHashlibModule,
    &kUnderHeapqModule,
    &kUnderIoModule,
    &kUnderJsonModule,
    &kUnderLocaleModule,
    &kUnderMd5Module,
    &kUnderOpcodeModule,
    &kUnderOperatorModule,
    &kUnderPosixsubprocessModule,
    &kUnderQueueModule,
    &kUnderRandomModule,
    &kUnderSha1Module,
    &kUnderSha256Module,
    &kUnderSha2Module,
    &kUnderSha3Module,
    &kUnderSha512Module,
    &kUnderSignalModule,
    &kUnderSocketModule,
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
    &kZlibModule,
};

}  // namespace

void register_runtime_modules() {
  for (const ModuleDef* def : kModules) register_native_module(def);
}

}  // namespace rt
