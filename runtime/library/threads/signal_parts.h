// Declarations that signal.cpp and signal_wait.cpp share.
#pragma once

#include "runtime/library/threads/signal.h"
#include "runtime/object/native.h"

namespace rt::signals {

// Converts a script's signal number. False: an error is pending; ValueError if there is no such signal.
bool signal_number_py(Thread& t, Value v, int* number);

// In signal_wait.cpp. The functions that give a Ref are called through the module's method table and may run Python
// code (handlers, __index__). Empty or false: an error is pending.
bool init_waiting(Thread& t, Value module);
bool check_nonblocking(Thread& t, int fd);  // raises ValueError or OSError
Ref alarm(Thread& t, Value seconds);
Ref setitimer(Thread& t, Value which, Value seconds, Value interval);
Ref getitimer(Thread& t, Value which);
Ref pause(Thread& t);
Ref pthread_sigmask(Thread& t, Value how, Value mask);
Ref sigpending(Thread& t);
Ref sigwait(Thread& t, Value sigset);
Ref sigwaitinfo(Thread& t, Value sigset);
Ref sigtimedwait(Thread& t, Value sigset, Value timeout);
Ref valid_signals(Thread& t);

}  // namespace rt::signals
