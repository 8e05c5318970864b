// --dump: what the threads of another process do, which runs this very program.
//
// The process takes no part, so a process that hangs can be read, too: its memory is read
// (interp/vm/frame/memory_reader.h). Threads that are detached have saved their frame, and are not touched. Threads
// that execute instructions have their frame in registers: they are stopped for the milliseconds that reading takes
// (stopped_thread.h).
#pragma once

#include <string>

namespace vm {

enum class DumpForm { kText, kJson };

// Writes the threads, their stacks, what each waits for and who holds it to standard output. Returns the exit status:
// 1, and a message on standard error, if the process cannot be read. Before this program starts its interpreter.
int dump_process(const char* program, const std::string& process, DumpForm form);

}  // namespace vm
