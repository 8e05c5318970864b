// The native modules of this folder, sorted by name.
#include "runtime/modules/all.h"

#include "runtime/modules/core/warnings.h"
#include "runtime/object/native.h"

namespace rt {

extern const ModuleDef kUnderAbcModule, kUnderBisectModule, kUnderBlake2Module, kUnderBz2Module, kUnderCodecsCnModule, kUnderCodecsHkModule,
    kUnderCodecsIso2022Module, kUnderCodecsJpModule, kUnderCodecsKrModule, kUnderCodecsModule, kUnderCodecsTwModule,
    kUnderCollectionsModule, kUnderContextvarsModule, kUnderCsvModule, kUnderDatetimeModule, kUnderDecimalModule, kUnderFunctoolsModule, kUnderHashlibModule,
    kUnderHeapqModule, kUnderIoModule, kUnderJsonModule, kUnderLocaleModule, kUnderLzmaModule, kUnderMd5Module,
    kUnderMultibytecodecModule, kUnderMultiprocessingModule, kUnderOpcodeModule, kUnderOperatorModule, kUnderPickleModule, kUnderPosixshmemModule,
    kUnderPosixsubprocessModule, kUnderQueueModule, kUnderRandomModule, kUnderSha1Module, kUnderSha256Module,
    kUnderSha2Module, kUnderSha3Module, kUnderSha512Module, kUnderSignalModule, kUnderSocketModule, kUnderSreModule,
    kUnderStatModule, kUnderStringModule, kUnderStructModule, kUnderSysconfigdataDebianModule,
    kUnderSysconfigdataModule, kUnderThreadModule, kUnderTypesModule, kUnderTypingModule, kUnderWarningsModule,
    kUnderWeakrefModule, kArrayModule, kAtexitModule, kBinasciiModule, kBuiltinsModule, kCmathModule, kErrnoModule,
    kFcntlModule, kGcModule, kGrpModule, kItertoolsModule, kMathModule, kMmapModule, kPosixModule, kPwdModule, kPyexpatModule,
    kRefscopeModule, kResourceModule, kSelectModule, kTermiosModule, kTimeModule, kUnicodedataModule, kZlibModule;

namespace {

const ModuleDef* const kModules[] = {
    &kUnderAbcModule,
    &kUnderBisectModule,
    &kUnderBlake2Module,
    &kUnderBz2Module,
    &kUnderCodecsModule,
    &kUnderCodecsCnModule,
    &kUnderCodecsHkModule,
    &kUnderCodecsIso2022Module,
    &kUnderCodecsJpModule,
    &kUnderCodecsKrModule,
    &kUnderCodecsTwModule,
    &kUnderCollectionsModule,
    &kUnderContextvarsModule,
    &kUnderCsvModule,
    &kUnderDatetimeModule,
    &kUnderDecimalModule,
    &kUnderFunctoolsModule,
    &kUnderHashlibModule,
    &kUnderHeapqModule,
    &kUnderIoModule,
    &kUnderJsonModule,
    &kUnderLocaleModule,
    &kUnderLzmaModule,
    &kUnderMd5Module,
    &kUnderMultibytecodecModule,
    &kUnderMultiprocessingModule,
    &kUnderOpcodeModule,
    &kUnderOperatorModule,
    &kUnderPickleModule,
    &kUnderPosixshmemModule,
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
    &kUnderSysconfigdataDebianModule,
    &kUnderSysconfigdataModule,
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
    &kMmapModule,
    &kPosixModule,
    &kPwdModule,
    &kPyexpatModule,
    &kRefscopeModule,
    &kResourceModule,
    &kSelectModule,
    &kTermiosModule,
    &kTimeModule,
    &kUnicodedataModule,
    &kZlibModule,
};

}  // namespace

void register_runtime_modules() {
  for (const ModuleDef* def : kModules) register_native_module(def);
  install_warnings();
}

}  // namespace rt
