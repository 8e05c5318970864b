// The files that options name for what they write: --trace=FILE, --refstats=FILE.
//
// A mistake in the command line must not cost a file: --trace=script.py names the script. So a file that has contents
// is only written over if it begins as those that the option writes.
#pragma once

#include <string>
#include <string_view>

namespace vm {

// Functions that fail have written a message to standard error, which names the option and the path as it was given.
class ReportFile {
 public:
  // `option`: "--trace". `what`: "trace", as in "it is no trace". `beginning`: how each file of the option begins. What
  // they refer to outlives the object. A relative path is of the present folder, wherever the program goes.
  ReportFile(std::string_view option, std::string_view what, std::string_view beginning, std::string path);

  // True if write() can write the file, as far as that is known by now. The file is as before: it is not created.
  bool can_be_written() const;
  // Opens the file and empties it; it is created if it is not there. Returns the descriptor, which the caller closes
  // and programs that are started do not get; -1: the function has failed.
  int open() const;
  // Replaces what is in the file. False: the function has failed.
  bool write(std::string_view text) const;
  // Says that the file cannot be written, and why. False.
  bool refuse(const char* why) const;
  const std::string& path() const { return absolute_; }

 private:
  // Opens the file, and creates it if it is not there. Nothing is lost by that. -1: the function has failed.
  int open_unchanged(bool* created) const;
  bool is_expendable(int fd) const;

  std::string_view option_, what_, beginning_;
  std::string given_, absolute_;
};

}  // namespace vm
