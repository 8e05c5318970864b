// In which processor registers a thread has its innermost frame while it executes instructions, for who looks at it
// from outside: tools/gdb/tinypy-gdb.py and --dump.
#pragma once

namespace vm {

// Handlers have r, pc and t in r14, r13 and r15 (HANDLER in handler.h).
#if defined(__clang__) && !defined(TINYPY_ASAN)
inline constexpr bool kFramesInRegisters = true;
#else
inline constexpr bool kFramesInRegisters = false;
#endif

}  // namespace vm
