// The history of module readline: the list of lines that libedit keeps, and files of it.
//
// Files are read and written here, not by libedit: a file has a line of plain text for each entry, as other Pythons
// write ~/.python_history. Files in libedit's own format, which begin with a line that says so, are read, too.
#include <fcntl.h>
#include <histedit.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "runtime/library/terminal/readline_parts.h"
#include "runtime/object/audit.h"
#include "runtime/text/builder.h"

#include <editline/readline.h>

namespace rt::readline {

namespace {

constexpr std::string_view kLibeditMark = "_HiStOrY_V2_\n";

// Whether libedit counts the entries for replace_history_entry() from 1; versions differ. Set before the first use.
int g_first_replaced;
bool g_adds_lines = true;     // set_auto_history(); in a Library section
gc::Atomic<int> g_limit{-1};  // lines that a file may have; below 0: any number

// The line of entry `index`, counted from 0. Null: there is none. In a Library section.
const char* line_at(int index) {
  HIST_ENTRY* entry = index >= 0 && index < ::history_length ? ::history_get(::history_base + index) : nullptr;
  return entry ? entry->line : nullptr;
}

void free_entry(HIST_ENTRY* entry) {
  if (!entry) return;
  std::free(const_cast<char*>(entry->line));
  std::free(entry);
}

// ---- files. All of these are called in a Library section and give an errno, or 0.

class File {
 public:
  File(const char* path, int flags) {
    int fd = ::open(path, flags | O_CLOEXEC, 0600);
    file_ = fd >= 0 ? ::fdopen(fd, (flags & O_ACCMODE) == O_RDONLY ? "r" : "w") : nullptr;
    error_ = file_ ? 0 : errno;
    if (!file_ && fd >= 0) ::close(fd);
  }
  ~File() { close(); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  FILE* get() const { return file_; }
  void check() {
    if (std::ferror(file_)) error_ = errno ? errno : EIO;
  }
  int close() {
    if (file_ && std::fclose(file_) != 0 && !error_) error_ = errno;
    file_ = nullptr;
    return error_;
  }

 private:
  FILE* file_;
  int error_;
};

int read_file(const char* path, text::ByteBuilder& out) {
  File file(path, O_RDONLY);
  if (!file.get()) return file.close();
  for (char buffer[1 << 12]; size_t n = std::fread(buffer, 1, sizeof buffer, file.get());) out.append(buffer, n);
  file.check();
  return out.ok() ? file.close() : ENOMEM;
}

// Calls f(line) for each line of a text; the line may be changed, and ends with a zero in place of the newline.
template <class F>
void for_each_line(text::ByteBuilder& text, F&& f) {
  text.append(0);
  char* at = reinterpret_cast<char*>(text.data());
  for (char* end = at + text.size() - 1; at < end;) {
    char* newline = static_cast<char*>(std::memchr(at, '\n', static_cast<size_t>(end - at)));
    char* stop = newline ? newline : end;
    *stop = 0;
    f(at);
    at = stop + 1;
  }
}

// A file that libedit has written. A list of libedit's own undoes the quoting.
int load_quoted(const char* path) {
  History* list = ::history_init();
  if (!list) return ENOMEM;
  HistEvent event;
  ::history(list, &event, H_SETSIZE, INT_MAX);
  int error = ::history(list, &event, H_LOAD, path) < 0 ? EINVAL : 0;
  for (int r = ::history(list, &event, H_LAST); !error && r >= 0; r = ::history(list, &event, H_PREV)) {
    size_t length = std::strlen(event.str);
    char* line = ::strndup(event.str, length && event.str[length - 1] == '\n' ? length - 1 : length);
    if (!line) error = ENOMEM;
    else ::add_history(line);
    std::free(line);
  }
  ::history_end(list);
  return error;
}

int load(const char* path) {
  text::ByteBuilder text;
  if (int error = read_file(path, text)) return error;
  if (text.text().starts_with(kLibeditMark)) return load_quoted(path);
  for_each_line(text, [](const char* line) { ::add_history(line); });
  return text.ok() ? 0 : ENOMEM;
}

// Writes the last `count` entries; a count below 0 means all.
int store(const char* path, int flags, int count) {
  File file(path, O_WRONLY | flags);
  if (!file.get()) return file.close();
  int first = count < 0 || count > ::history_length ? 0 : ::history_length - count;
  for (int i = first; i < ::history_length; ++i) {
    const char* line = line_at(i);
    if (line) std::fputs(line, file.get()), std::fputc('\n', file.get());
  }
  return file.close();
}

// Leaves the last `limit` lines of a file.
int shorten(const char* path, int limit) {
  text::ByteBuilder text;
  if (int error = read_file(path, text)) return error;
  std::string_view rest = text.text();
  size_t from = rest.size();
  for (int left = limit; left >= 0 && from > 0; --left) {
    size_t before = from < 2 ? rest.npos : rest.rfind('\n', from - 2);
    if (left == 0) break;
    from = before == rest.npos ? 0 : before + 1;
  }
  if (from == 0) return 0;
  File file(path, O_WRONLY | O_TRUNC);
  if (file.get()) std::fwrite(rest.data() + from, 1, rest.size() - from, file.get());
  return file.close();
}

int append(const char* path, int count) {
  int error = store(path, O_APPEND, count), limit = g_limit.load(gc::relaxed);
  return error || limit < 0 ? error : shorten(path, limit);
}

// Calls work(path) in libedit with the path of an argument; None means ~/.history.
template <class F>
Ref with_file_py(Thread& t, Value filename, const char* mode, F&& work) {
  Ref path = filename == kNone ? make_bytes(t, "~/.history") : fs_encode_py(t, filename);
  Ref shown = !path ? Ref() : filename == kNone ? make_str(t, "~/.history") : Ref::share(t, filename);
  Ref kind = shown ? make_str(t, std::string_view(mode)) : Ref();
  if (!kind || !audit_py(t, "open", shown.get(), kind.get(), Value::small_int(0))) return Ref();
  const char* given = reinterpret_cast<const char*>(path.as<Bytes>()->data());
  int error = in_library(t, [&] {
    if (filename != kNone) return work(given);
    char* home = ::tilde_expand(const_cast<char*>(given));
    int result = home ? work(home) : ENOMEM;
    std::free(home);
    return result;
  });
  return error ? Ref(raise_os_error(t, error)) : none();
}

Ref read_history_file(Thread& t, Value filename) {
  return with_file_py(t, filename, "r", [](const char* path) { return load(path); });
}
Ref write_history_file(Thread& t, Value filename) {
  int limit = g_limit.load(gc::relaxed);
  return with_file_py(t, filename, "w", [=](const char* path) { return store(path, O_CREAT | O_TRUNC, limit); });
}
Ref append_history_file(Thread& t, Value nelements, Value filename) {
  int count;
  if (!to_i32_py(t, nelements, &count)) return Ref();
  if (count < 0) return raise_value_error(t, "nelements must be positive");
  return with_file_py(t, filename, "a", [=](const char* path) { return append(path, count); });
}

// ---- the list

Ref get_history_length(Thread& t) { return make_int(t, g_limit.load(gc::relaxed)); }
Ref set_history_length(Thread& t, Value length) {
  int limit;
  if (!to_i32_py(t, length, &limit)) return Ref();
  g_limit.store(limit, gc::relaxed);
  return none();
}

Ref get_current_history_length(Thread& t) {
  return make_int(t, in_library(t, [] { return ::history_length; }));
}

Ref get_history_item(Thread& t, Value index) {
  int number;
  if (!to_i32_py(t, index, &number)) return Ref();
  text::ByteBuilder copy;
  bool found = in_library(t, [&] {
    const char* line = number > 0 ? line_at(number - 1) : nullptr;
    if (line) copy.append(line);
    return line != nullptr;
  });
  if (!copy.ok()) return raise_memory_error(t);
  return found ? decode_fs(t, copy.text()) : none();
}

bool position_py(Thread& t, Value pos, int* out) {
  if (!to_i32_py(t, pos, out)) return false;
  return *out >= 0 || raise_value_error(t, "History index cannot be negative");
}

Ref remove_history_item(Thread& t, Value pos) {
  int number;
  if (!position_py(t, pos, &number)) return Ref();
  bool found = in_library(t, [&] {
    HIST_ENTRY* entry = line_at(number) ? ::remove_history(number) : nullptr;
    free_entry(entry);
    return entry != nullptr;
  });
  return found ? none() : Ref(raise_value_error(t, "No history item at position %d", number));
}

Ref replace_history_item(Thread& t, Value pos, Value line) {
  int number;
  if (!to_i32_py(t, pos, &number)) return Ref();
  if (!is_str(line)) return raise_type_error(t, "replace_history_item() argument 2 must be str, not %A", line);
  if (number < 0) return raise_value_error(t, "History index cannot be negative");
  EditText text(t, line);
  if (!text.ok()) return Ref();
  bool found = in_library(t, [&] {
    HIST_ENTRY* old =
        line_at(number) ? ::replace_history_entry(number + g_first_replaced, text.c_str(), nullptr) : nullptr;
    free_entry(old);
    return old != nullptr;
  });
  return found ? none() : Ref(raise_value_error(t, "No history item at position %d", number));
}

Ref add_history_item(Thread& t, Value string) {
  EditText text(t, string);
  if (!text.ok()) return Ref();
  in_library(t, [&] { return ::add_history(text.c_str()); });
  return none();
}

Ref clear_all_history(Thread& t) {
  in_library(t, [] { return ::clear_history(), 0; });
  return none();
}

Ref set_auto_history(Thread& t, Value enabled) {
  int yes = truth_py(t, enabled);
  if (yes < 0) return Ref();
  in_library(t, [=] { return g_adds_lines = yes; });
  return none();
}

}  // namespace

void start_history() {
  ::add_history("1");
  ::add_history("2");
  free_entry(::replace_history_entry(1, "X", nullptr));
  const char* first = line_at(0);
  g_first_replaced = first && std::strcmp(first, "X") == 0 ? 1 : 0;
  ::clear_history();
  ::using_history();
}

// A line that repeats the one before it is not kept twice.
void remember_line(const char* line) {
  if (!g_adds_lines || !*line) return;
  const char* last = line_at(::history_length - 1);
  if (!last || std::strcmp(last, line) != 0) ::add_history(line);
}

const MethodDef kHistoryFunctions[] = {
    {"read_history_file", read_history_file, "(filename=None, /)",
     "Add the lines of a file, ~/.history by default, to the history."},
    {"write_history_file", write_history_file, "(filename=None, /)",
     "Write the history to a file, ~/.history by default."},
    {"append_history_file", append_history_file, "(nelements, filename=None, /)",
     "Add the last nelements lines of the history to a file, ~/.history by default."},
    {"get_history_length", get_history_length, "()", "How many lines a history file may have; below 0: any number."},
    {"set_history_length", set_history_length, "(length, /)",
     "Set how many lines a history file may have; below 0: any number."},
    {"get_current_history_length", get_current_history_length, "()", "How many lines the history has now."},
    {"get_history_item", get_history_item, "(index, /)", "The line of the history with this number; the first is 1."},
    {"remove_history_item", remove_history_item, "(pos, /)", "Remove a line of the history; the first is 0."},
    {"replace_history_item", replace_history_item, "(pos, line, /)", "Replace a line of the history; the first is 0."},
    {"add_history", add_history_item, "(string, /)", "Add a line to the history."},
    {"clear_history", clear_all_history, "()", "Empty the history."},
    {"set_auto_history", set_auto_history, "(enabled, /)", "Set whether lines that are read are added to the history."},
    {}};

}  // namespace rt::readline
