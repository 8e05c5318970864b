// A file in memory.
#pragma once

#include <string_view>
#include <utility>

namespace rt::os {

// The contents of a file, as long as this lives. It is mapped if it lies on a disk of this machine, else copied: what a
// server no longer has cannot be read, and would end the process. So does whoever shortens a mapped file: only for
// files that are replaced and never changed.
class MappedFile {
 public:
  MappedFile() = default;
  // Empty: the file has no contents, cannot be read or is no regular file. Does not wait if it is a pipe or a device.
  explicit MappedFile(const char* path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept : text_(std::exchange(other.text_, {})), copied_(other.copied_) {}
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view text() const { return text_; }
  // Gives the memory of a mapped file back for now: what is read later comes from the system's cache of the file.
  void forget() const;

 private:
  std::string_view text_;
  bool copied_ = false;
};

}  // namespace rt::os
