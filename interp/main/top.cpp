// The server of --top: a socket in the user's own folder, and a thread that answers.
//
// No other user may look: the folder is closed to others, the socket is, too, and the peer must be of the same user, or
// root. A peer that does not read what it gets is left after a second.
#include "interp/main/top.h"

#include <pthread.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "gc/base/atomic.h"
#include "interp/library/import/program_place.h"
#include "interp/main/top_snapshot.h"
#include "runtime/os/environment.h"

namespace vm {

namespace {

// Written by serve_top(), and by a fork's child; read by the serving thread and at the end.
struct Server {
  gc::Atomic<int> socket{-1};
  std::string path;  // empty: nothing to remove
  const char* program = nullptr;
};
Server g_server;

bool complain(const char* program, const std::string& what) {
  fprintf(stderr, "%s: --top: %s: %s\n", program, what.c_str(), strerror(errno));
  return false;
}

// ---- the socket

bool is_private_folder(const std::string& path) {
  struct stat info;
  return lstat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == geteuid() &&
         (info.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

// The folder of the user's sockets, made if need be. Empty: it cannot be made, or is not the user's alone.
std::string socket_folder() {
  std::string runtime = rt::os::variable("XDG_RUNTIME_DIR").value_or("");
  bool has_runtime = runtime.starts_with('/') && is_private_folder(runtime);
  std::string folder = has_runtime ? runtime + "/tinypy" : "/tmp/tinypy-" + std::to_string(geteuid());
  mkdir(folder.c_str(), S_IRWXU);
  if (is_private_folder(folder)) return folder;
  if (errno == 0 || errno == EEXIST) errno = EPERM;
  return "";
}

bool listen_at(const char* program, const std::string& path, int* out) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return complain(program, path);
  }
  memcpy(address.sun_path, path.c_str(), path.size() + 1);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return complain(program, "socket");
  unlink(path.c_str());  // of a process that had this number before
  bool bound = bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  if (bound && chmod(path.c_str(), S_IRUSR | S_IWUSR) == 0 && listen(fd, 4) == 0) {
    *out = fd;
    return true;
  }
  complain(program, path);
  if (bound) unlink(path.c_str());
  close(fd);
  return false;
}

// ---- serving

bool is_of_this_user(int peer) {
  ucred who;
  socklen_t size = sizeof who;
  return getsockopt(peer, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 && (who.uid == geteuid() || who.uid == 0);
}

void send_all(int peer, std::string_view text) {
  const timeval patience = {.tv_sec = 1, .tv_usec = 0};
  setsockopt(peer, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  while (!text.empty()) {
    ssize_t n = send(peer, text.data(), text.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    text.remove_prefix(static_cast<size_t>(n));
  }
}

void* serve(void*) {
  for (;;) {
    int peer = accept4(g_server.socket.load(gc::relaxed), nullptr, nullptr, SOCK_CLOEXEC);
    if (peer < 0 && (errno == EINTR || errno == ECONNABORTED)) continue;
    if (peer < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS)) {
      usleep(100'000);  // the program has used up its descriptors; it may close some
      continue;
    }
    if (peer < 0) return nullptr;  // the program is ending
    if (is_of_this_user(peer)) send_all(peer, top_snapshot(g_server.program));
    close(peer);
  }
}

// Signals are for the threads of the program.
bool start_thread() {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  int error = pthread_create(&thread, nullptr, serve, nullptr);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (error == 0) pthread_detach(thread);
  errno = error;
  return error == 0;
}

void forget_in_child() {
  int socket = g_server.socket.exchange(-1, gc::relaxed);
  if (socket >= 0) close(socket);
  g_server.path.clear();
}

}  // namespace

bool serve_top(const char* program) {
  errno = 0;
  std::string folder = socket_folder();
  if (folder.empty()) return complain(program, "no folder that is closed to others for the socket");
  std::string path = folder + "/" + std::to_string(getpid()) + ".top";
  int fd;
  if (!listen_at(program, path, &fd)) return false;
  g_server.socket.store(fd, gc::relaxed);
  g_server.path = path;
  g_server.program = program;
  if (pthread_atfork(nullptr, nullptr, forget_in_child) != 0 || !start_thread()) {
    complain(program, "thread");
    end_top();
    return false;
  }
  std::string tool = own_file(parent_folder(program_file()), "tools/top");
  if (isatty(STDERR_FILENO) && !tool.empty())
    fprintf(stderr, "%s %d shows this program\n", tool.c_str(), static_cast<int>(getpid()));
  return true;
}

void end_top() {
  if (!g_server.path.empty()) unlink(g_server.path.c_str());
  int socket = g_server.socket.load(gc::relaxed);
  if (socket >= 0) shutdown(socket, SHUT_RDWR);  // ends accept4()
}

}  // namespace vm
