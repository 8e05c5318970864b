// The last lines of a report. Everything comes from attributes that a program may have replaced by anything, so each of
// them is read with a fall-back and no error leaves this file.
#include "interp/report/message_text.h"

#include <algorithm>

#include "interp/report/keyword_typos.h"
#include "interp/report/suggestions.h"
#include "interp/syntax/characters.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

using rt::i64;
using rt::N;
using rt::Ref;
using rt::Thread;
using rt::u64;
using rt::Value;

// The text of a str, or `otherwise` if it is empty because of an error, which is cleared.
std::string text_or(Thread& t, const Ref& str, const std::string& otherwise) {
  if (str && rt::is_str(str)) return rt::to_wtf8(str);
  if (t.error) rt::clear_error(t);
  return otherwise;
}

std::string str_or_py(Thread& t, Value v, const char* what) {
  return text_or(t, rt::str_py(t, v), std::string("<") + what + " str() failed>");
}
std::string repr_or_py(Thread& t, Value v, const char* what) {
  return text_or(t, rt::repr_py(t, v), std::string("<") + what + " repr() failed>");
}

// An attribute; None if it is missing or cannot be read.
// lint: error: it is cleared
Ref attribute_py(Thread& t, Value exception, const char* name) {
  Ref v = rt::getattr_optional_py(t, exception, Ref(rt::intern(t, std::string_view(name))));
  if (t.error) rt::clear_error(t);
  return v ? std::move(v) : rt::none();
}

std::string class_name_py(Thread& t, Value exception) {
  Value cls(rt::type_of(exception));
  std::string name =
      text_or(t, rt::getattr_py(t, cls, rt::name(N::__qualname__)), std::string(rt::type_name(exception)));
  std::string module = text_or(t, rt::getattr_py(t, cls, rt::name(N::__module__)), "<unknown>");
  return module == "__main__" || module == "builtins" ? name : module + '.' + name;
}

// ---- notes

bool is_sequence_py(Thread& t, Value v) {
  if (rt::is_str(v) || rt::is_instance(v, rt::kBytesType)) return false;
  if (rt::is_instance(v, rt::kListType) || rt::is_instance(v, rt::kTupleType)) return true;
  Ref modules = rt::sys_get(t, "modules");
  Ref abc = modules && rt::is_dict(modules) ? rt::dict_get_cstr(t, modules.as<rt::Dict>(), "_collections_abc") : Ref();
  Ref sequence = abc ? rt::getattr_py(t, abc, "Sequence") : Ref();
  bool yes = sequence && rt::isinstance_py(t, v, sequence) == 1;
  if (t.error) rt::clear_error(t);
  return yes;
}

std::string notes_text_py(Thread& t, Value exception) {
  Ref notes = rt::getattr_optional_py(t, exception, rt::name(N::__notes__));
  if (t.error) {
    Ref error = rt::take_error(t);
    return "Ignored error getting __notes__: " + repr_or_py(t, error, "__notes__") + '\n';
  }
  if (!notes || rt::is_same(notes, rt::kNone)) return "";
  Ref items = is_sequence_py(t, notes) ? rt::to_list_py(t, notes) : Ref();
  if (!items) {
    if (t.error) rt::clear_error(t);
    return repr_or_py(t, notes, "__notes__") + '\n';
  }
  std::string text;
  for (u64 i = 0; i < rt::as_list(items)->size(); ++i) text += str_or_py(t, (*rt::as_list(items))[i], "note") + '\n';
  return text;
}

// ---- SyntaxError

std::u32string characters_of(const std::string& utf8) {
  std::u32string out;
  for (size_t i = 0; i < utf8.size();) {
    u32 size = 1;
    out += syn::decode_character(utf8.data() + i, &size);
    i += size;
  }
  return out;
}

std::string utf8_of(std::u32string_view characters) {
  std::string out;
  for (char32_t c : characters) syn::append_character(out, c);
  return out;
}

bool number_of(Value v, i64* n) { return rt::is_int(v) && rt::int_fits_i64(v, n); }

bool same_number(Value a, Value b) {
  i64 x, y;
  return rt::is_same(a, b) || (number_of(a, &x) && number_of(b, &y) && x == y);
}

// Limits an offset, which a program may have set to any number, so that the marks for it can be drawn: to just behind
// the end of the text.
i64 within_reach(i64 offset, i64 length) {
  constexpr i64 kWidestWithoutText = 1 << 20;
  i64 most = std::max(length, kWidestWithoutText) + 2;
  return std::clamp(offset, i64{-1}, most);
}

// The marks below the characters from `start` to `end` of the source line.
std::string syntax_marks(std::u32string_view shown, i64 start, i64 end, const Painter& painter) {
  std::u32string marks;
  for (i64 i = 0; i < start && static_cast<size_t>(i) < shown.size(); ++i) {
    char32_t c = shown[static_cast<size_t>(i)];
    marks += c == '\t' || c == '\f' || c == '\v' ? c : U' ';  // so that the marks stand right below
  }
  return "    " + utf8_of(marks) + painter.error(std::string(static_cast<size_t>(end - start), '^')) + '\n';
}

std::string syntax_line_text_py(Thread& t, Value exception, const std::string& text, Value line, Value end_line,
                                const Painter& painter) {
  std::u32string whole = characters_of(text), right = whole;
  while (!right.empty() && right.back() == '\n') right.pop_back();
  size_t blanks = std::min(right.find_first_not_of(U" \n\f"), right.size());
  std::u32string shown = right.substr(blanks);
  std::string source = "    " + utf8_of(shown) + '\n';
  i64 offset, end_offset = 0;
  if (!number_of(attribute_py(t, exception, "offset"), &offset)) return source;
  i64 behind = static_cast<i64>(right.size()) + 1, length = static_cast<i64>(whole.size());
  if (same_number(line, end_line)) {
    if (!number_of(attribute_py(t, exception, "end_offset"), &end_offset) || end_offset == 0) end_offset = offset;
  } else {
    end_offset = behind;
  }
  offset = within_reach(offset, length);
  end_offset = within_reach(end_offset, length);
  if (length && offset > length) offset = behind;
  if (length && end_offset > length) end_offset = behind;
  if (offset >= end_offset || end_offset < 0) end_offset = offset + 1;
  i64 start = offset - 1 - static_cast<i64>(blanks),
      end = end_offset - 1 - static_cast<i64>(blanks);  // offsets count from 1
  if (start < 0) return source;
  auto part = [&](i64 from, i64 to) {
    size_t size = shown.size(), first = std::min(static_cast<size_t>(from), size);
    return utf8_of(std::u32string_view(shown).substr(first, static_cast<size_t>(to) - first));
  };
  source = "    " + part(0, start) + painter.error(part(start, end)) + part(end, INT64_MAX) + '\n';
  return source + syntax_marks(shown, start, end, painter);
}

std::string syntax_error_text_py(Thread& t, Value exception, const std::string& class_name, const Painter& painter) {
  Ref filename = attribute_py(t, exception, "filename"), line = attribute_py(t, exception, "lineno");
  Ref end_line = attribute_py(t, exception, "end_lineno"), source = attribute_py(t, exception, "text");
  Ref message = attribute_py(t, exception, "msg");
  bool has_filename = !rt::is_same(filename, rt::kNone), has_line = !rt::is_same(line, rt::kNone);
  std::string name = has_filename ? str_or_py(t, filename, "filename") : "", text, suffix;
  if (has_line)
    text = "  File " + painter.place('"' + (name.empty() ? "<string>" : name) + '"') + ", line " +
           painter.place(str_or_py(t, line, "lineno")) + '\n';
  else if (has_filename) suffix = " (" + name + ")";
  if (rt::is_str(source)) text += syntax_line_text_py(t, exception, rt::to_wtf8(source), line, end_line, painter);
  std::string said = rt::is_same(message, rt::kNone) ? "" : str_or_py(t, message, "msg");
  std::string keyword = said == "invalid syntax" && rt::is_str(source) ? keyword_meant(rt::to_wtf8(source)) : "";
  if (!keyword.empty()) said += ". Did you mean '" + keyword + "'?";
  return text + painter.title(class_name) + ": " + painter.place(said.empty() ? "<no detail available>" : said) +
         suffix + '\n';
}

}  // namespace

std::string message_text_py(Thread& t, Value exception, Value traceback, const Painter& painter) {
  std::string name = class_name_py(t, exception);
  if (rt::is_instance(exception, rt::kSyntaxErrorType))
    return syntax_error_text_py(t, exception, name, painter) + notes_text_py(t, exception);
  std::string said = missing_library_module_text_py(t, exception);
  if (said.empty()) said = str_or_py(t, exception, "exception") + suggestion_text_py(t, exception, traceback);
  return painter.title(name) + (said.empty() ? "" : ": " + painter.place(said)) + '\n' + notes_text_py(t, exception);
}

}  // namespace vm
