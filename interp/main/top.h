// --top: another process of the same user may look at this program while it runs (tools/top).
//
//   tools/top  ---- connects ---->  socket PID.top in a folder that only the user may enter
//              <--- one snapshot --  a thread of this program that is no Python thread: it never stops the program
//
// Each connection gets one snapshot as JSON, and is closed. What the peer sends is not read.
#pragma once

namespace vm {

// Begins to serve. Before the script runs. False: impossible, and a message has been written to stderr.
bool serve_top(const char* program);
// Removes the socket. At the end of the program; does nothing if the program does not serve. A child that the program
// has forked does not serve, and does not remove its parent's socket.
void end_top();

}  // namespace vm
