// What the two files of `_signal` share.
#pragma once

#include "runtime/modules/threads/signal.h"
#include "runtime/object/native.h"

namespace rt::signals {

// A signal number of a script; ValueError if there is no such signal.
bool signal_number_py(Thread& t, Value v, int* number);

// signal_wait.cpp
bool init_waiting(Thread& t, Value module);
bool check_nonblocking(Thread& t, int fd);  // ValueError, OSError
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
