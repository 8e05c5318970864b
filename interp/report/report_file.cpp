// Looks into a file before it is emptied.
#include "interp/report/report_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>

namespace vm {

namespace {

constexpr mode_t kMode = 0666;

std::string absolute(const std::string& path) {
  char folder[PATH_MAX];
  bool relative = !path.starts_with('/') && getcwd(folder, sizeof folder);
  return relative ? std::string(folder) + "/" + path : path;
}

bool is_ordinary(int fd) {
  struct stat info;
  return fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    ssize_t n = write(fd, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    text.remove_prefix(static_cast<size_t>(n));
  }
  return true;
}

}  // namespace

ReportFile::ReportFile(std::string_view option, std::string_view what, std::string_view beginning, std::string path)
    : option_(option), what_(what), beginning_(beginning), given_(std::move(path)), absolute_(absolute(given_)) {}

bool ReportFile::refuse(const char* why) const {
  fprintf(stderr, "%.*s: cannot write %s: %s\n", static_cast<int>(option_.size()), option_.data(), given_.c_str(), why);
  return false;
}

// True for what has no contents to lose, as an empty file or a pipe, and for what the option has written itself.
bool ReportFile::is_expendable(int fd) const {
  if (!is_ordinary(fd)) return true;
  std::string begins(beginning_.size(), '\0');
  ssize_t n = pread(fd, begins.data(), begins.size(), 0);
  return n == 0 || (n > 0 && begins == beginning_);
}

int ReportFile::open_unchanged(bool* created) const {
  int fd = ::open(absolute_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
  *created = fd >= 0;
  if (!*created && errno == EEXIST) {
    struct stat info;
    bool special = stat(absolute_.c_str(), &info) == 0 && !S_ISREG(info.st_mode);
    // A file is opened for reading, too, since its beginning is looked at. A link may lead to a file that is not there.
    fd = ::open(absolute_.c_str(), (special ? O_WRONLY : O_RDWR | O_CREAT) | O_CLOEXEC, kMode);
  }
  if (fd < 0) return refuse(strerror(errno)), -1;
  if (*created || is_expendable(fd)) return fd;
  close(fd);
  std::string why = "it exists, and is no " + std::string(what_) + " that could be replaced";
  return refuse(why.c_str()), -1;
}

bool ReportFile::can_be_written() const {
  struct stat info;
  if (stat(absolute_.c_str(), &info) == 0 && S_ISFIFO(info.st_mode))  // who reads it may come later
    return access(absolute_.c_str(), W_OK) == 0 || refuse(strerror(errno));
  bool created;
  int fd = open_unchanged(&created);
  if (fd < 0) return false;
  close(fd);
  if (created) unlink(absolute_.c_str());
  return true;
}

int ReportFile::open() const {
  bool created;
  int fd = open_unchanged(&created);
  if (fd < 0 || created || !is_ordinary(fd) || ftruncate(fd, 0) == 0) return fd;
  refuse(strerror(errno));
  close(fd);
  return -1;
}

bool ReportFile::write(std::string_view text) const {
  int fd = open();
  if (fd < 0) return false;
  bool written = write_all(fd, text);
  int error = errno;
  if (close(fd) != 0 && written) written = false, error = errno;
  return written || refuse(strerror(error));
}

}  // namespace vm
