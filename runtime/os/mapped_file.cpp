#include "runtime/os/mapped_file.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>

namespace rt::os {
namespace {

constexpr long kXfs = 0x58465342, kZfs = 0x2FC12FC1, kBcachefs = 0xCA451A4E;  // magic.h does not have these
constexpr long kLocal[] = {EXT4_SUPER_MAGIC, kXfs,      BTRFS_SUPER_MAGIC, kZfs,
                           F2FS_SUPER_MAGIC, kBcachefs, TMPFS_MAGIC,       OVERLAYFS_SUPER_MAGIC};

bool is_on_local_disk(int fd) {
  struct statfs info;
  return fstatfs(fd, &info) == 0 && std::find(std::begin(kLocal), std::end(kLocal), info.f_type) != std::end(kLocal);
}

bool read_whole(int fd, char* to, size_t size) {
  while (size) {
    ssize_t n = read(fd, to, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    to += n;
    size -= static_cast<size_t>(n);
  }
  return true;
}

void* mapping(int fd, size_t size) {
  void* data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  return data == MAP_FAILED ? nullptr : data;
}
void* copy(int fd, size_t size) {
  void* data = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED) return nullptr;
  if (read_whole(fd, static_cast<char*>(data), size)) return data;
  munmap(data, size);
  return nullptr;
}

void* memory_of(std::string_view text) { return const_cast<char*>(text.data()); }

}  // namespace

MappedFile::MappedFile(const char* path) {
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return;
  struct stat info;
  if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0) {
    auto size = static_cast<size_t>(info.st_size);
    copied_ = !is_on_local_disk(fd);
    if (void* data = copied_ ? copy(fd, size) : mapping(fd, size)) text_ = {static_cast<const char*>(data), size};
  }
  close(fd);
}

MappedFile::~MappedFile() {
  if (!text_.empty()) munmap(memory_of(text_), text_.size());
}

void MappedFile::forget() const {
  if (!text_.empty() && !copied_) madvise(memory_of(text_), text_.size(), MADV_DONTNEED);
}

}  // namespace rt::os
