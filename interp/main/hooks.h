// The functions of the interpreter that gc/ and runtime/, which know nothing of it, have to call.
#pragma once

namespace vm {

// Installs them. Start-up, before the first thread is registered.
void install_hooks();

}  // namespace vm
