// Completion: libedit asks for the words that may stand in place of the one before the cursor, and the script's
// completer names them.
#include <cstdlib>
#include <cstring>
#include <utility>

#include "runtime/library/terminal/readline_parts.h"
#include "runtime/text/builder.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/c_text.h"

#include <editline/readline.h>

namespace rt::readline {

namespace {

// Characters between words, in UTF-8; owned, since libedit keeps a pointer to it. In a Library section.
char* g_delimiters;
// Where the word that is being completed begins and ends, and what kind of completion it is.
gc::Atomic<int> g_begin{0}, g_end{0}, g_kind{0};

// A copy that libedit will free. Null: no memory, or not a str.
char* copy_of(Thread& t, Value answer) {
  if (!answer || !is_str(answer)) return nullptr;
  CText text(t, answer, true);
  return text.ok() ? ::strdup(text.c_str()) : nullptr;
}

// Asks the completer for the word number `state`. Its errors mean that there is none.
// lint: name: libedit calls it
char* next_word(const char* text, int state) {
  Callback callback;
  Thread& t = callback.t;
  Ref completer = hook(t, Hook::kCompleter);
  Ref word = completer ? decode_fs(t, text) : Ref(), number = make_int(t, state);
  Ref answer = word && number ? call_py(t, completer, word, number) : Ref();
  char* copy = copy_of(t, answer);
  clear_error(t);
  return copy;
}

// Gives the words to the script's hook. matches[0] is what they have in common.
// lint: name: called for libedit
void show_words(char** matches) {
  Callback callback;
  Thread& t = callback.t;
  Ref function = hook(t, Hook::kDisplayMatches), list = function ? make_list(t) : Ref();
  i64 longest = 0;
  for (char** word = matches + 1; list && *word; ++word) {
    Ref text = decode_fs(t, *word);
    if (text) longest = std::max(longest, static_cast<i64>(as_str(text)->length));
    if (!text || !list_append(t, as_list(list), std::move(text))) list = Ref();
  }
  Ref common = list ? decode_fs(t, matches[0]) : Ref(), length = make_int(t, longest);
  if (common && length) Ref answer = call_py(t, function, common, list, length);
  clear_error(t);
}

void free_words(char** matches) {
  for (char** word = matches; word && *word; ++word) std::free(*word);
  std::free(matches);
}

// What libedit calls to complete the word between two characters of the line. Null: nothing is inserted. libedit shows
// several words by itself and knows no hook for it. So a script's hook is called here when nothing can be inserted.
char** complete_word(const char* text, int start, int end) {
  g_begin.store(start, gc::relaxed);
  g_end.store(end, gc::relaxed);
  g_kind.store(::rl_completion_type, gc::relaxed);
  ::rl_completion_append_character = '\0';
  ::rl_completion_suppress_append = 0;
  ::rl_attempted_completion_over = 1;  // file names are no words of Python
  char** matches = ::rl_completion_matches(text, next_word);
  bool several = matches && matches[0] && matches[1] && matches[2];
  if (!several || !is_hook_set(Hook::kDisplayMatches) || std::strcmp(matches[0], text) != 0) return matches;
  show_words(matches);
  ::rl_forced_update_display();
  free_words(matches);
  return nullptr;
}

Ref get_completer_delims(Thread& t) {
  text::ByteBuilder copy;
  in_library(t, [&] { return copy.append(g_delimiters ? g_delimiters : ""), 0; });
  return copy.ok() ? decode_fs(t, copy.text()) : Ref(raise_memory_error(t));
}

// Takes over what malloc() has given. libedit looks at the second variable. In a Library section.
void use_delimiters(char* delimiters) {
  ::rl_completer_word_break_characters = delimiters;
  ::rl_basic_word_break_characters = delimiters;
  std::free(std::exchange(g_delimiters, delimiters));
}

Ref set_completer_delims(Thread& t, Value string) {
  EditText text(t, string);
  if (!text.ok()) return Ref();
  bool ok = in_library(t, [&] {
    char* copy = ::strdup(text.c_str());
    if (copy) use_delimiters(copy);
    return copy != nullptr;
  });
  return ok ? none() : Ref(raise_memory_error(t));
}

template <gc::Atomic<int>& kNumber>
Ref get_number(Thread& t) {
  return make_int(t, kNumber.load(gc::relaxed));
}

}  // namespace

void start_completion() {
  // Everything between words of Python but the dot.
  if (char* copy = ::strdup(" \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?")) use_delimiters(copy);
  ::rl_attempted_completion_function = complete_word;
  ::rl_bind_key('\t', ::rl_insert);
  ::rl_bind_key_in_map('\t', ::rl_complete, emacs_meta_keymap);
  ::rl_bind_key_in_map('\033', ::rl_complete, emacs_meta_keymap);
}

const MethodDef kCompletionFunctions[] = {
    {"get_completer_delims", get_completer_delims, "()", "The characters that separate words for completion."},
    {"set_completer_delims", set_completer_delims, "(string, /)",
     "Set the characters that separate words for completion."},
    {"get_completion_type", get_number<g_kind>, "()", "The kind of completion that is being tried."},
    {"get_begidx", get_number<g_begin>, "()", "Where in the line the word begins that is being completed."},
    {"get_endidx", get_number<g_end>, "()", "Where in the line the word ends that is being completed."},
    {}};

}  // namespace rt::readline
