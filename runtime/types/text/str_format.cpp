// str.format, str.format_map, str.__format__.
#include <cstring>

#include "runtime/num/format_spec.h"
#include "runtime/object/names.h"
#include "runtime/text/short_copy.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/format_layout.h"
#include "runtime/types/text/format_string.h"
#include "runtime/types/text/str_builder.h"
#include "runtime/types/text/str_methods.h"

namespace rt::str {

namespace {

Ref substring(Thread& t, Value str, const text::Range& range) {
  return str_substring(t, str, static_cast<i64>(range.begin), static_cast<i64>(range.end));
}

// The source of the fields' values: the arguments of format(), or the mapping of format_map().
class Arguments {
 public:
  explicit Arguments(const CallArgs& args) : args_(&args) {}
  explicit Arguments(Value mapping) : mapping_(mapping) {}

  Ref positional(Thread& t, i64 index) const {
    if (!args_) return raise_value_error(t, "Format string contains positional fields");
    if (static_cast<u64>(index) + 1 >= args_->positional) {  // the first argument is the template
      return raise(t, kIndexErrorType, "Replacement index %lld out of range for positional args tuple",
                   static_cast<long long>(index));
    }
    return Ref::share(t, args_->values[index + 1]);
  }
  Ref keyword_py(Thread& t, Value key) const {
    if (!args_) return getitem_py(t, mapping_, key);
    for (u32 i = 0; i < args_->keywords(); ++i) {
      if (str_equal((*as_tuple(args_->names))[i], key)) return Ref::share(t, args_->values[args_->positional + i]);
    }
    return raise_key_error(t, key);
  }

 private:
  const CallArgs* args_ = nullptr;
  Value mapping_;
};

enum class Numbering { kUndecided, kAutomatic, kManual };

class Formatter {
 public:
  Formatter(Thread& t, const Arguments& arguments) : t_(t), arguments_(arguments) {}

  // Expands a range of the template into `out`. A specifier may contain fields, but their specifiers may not: `depth`.
  bool expand_py(Value source, text::Range range, int depth, StrBuilder& out) {
    if (depth == 0) return raise_value_error(t_, "Max string recursion exceeded");
    MarkupCursor cursor(str_view(source), range);
    Markup markup;
    for (;;) {
      Step step = cursor.next(t_, markup);
      if (step != Step::kItem) return step == Step::kEnd;
      out.append(str_view(source).sub(markup.literal.begin, markup.literal.length()));
      if (markup.has_field && !field_py(source, markup, depth, out)) return false;
    }
  }

 private:
  bool field_py(Value source, const Markup& markup, int depth, StrBuilder& out) {
    Ref object = object_py(source, markup.field_name);
    if (object && markup.conversion) object = convert_py(std::move(object), markup.conversion);
    if (!object) return false;
    if (is_exact_str(object) && markup.spec.length() == 0) {
      out.append(object.get());
      return true;
    }
    Ref spec = spec_py(source, markup, depth);
    if (!spec) return false;
    Ref text = format_py(t_, object, spec);
    if (text) out.append(text.get());
    return bool(text);
  }

  Ref spec_py(Value source, const Markup& markup, int depth) {
    if (!markup.spec_has_fields) return substring(t_, source, markup.spec);
    StrBuilder expanded(t_);
    return expand_py(source, markup.spec, depth - 1, expanded) ? expanded.finish() : Ref();
  }

  Ref convert_py(Ref object, char32_t conversion) {
    switch (conversion) {
      case 'r': return repr_py(t_, object);
      case 's': return str_py(t_, object);
      case 'a': return ascii_py(t_, object);
      default: break;
    }
    if (conversion > 32 && conversion < 127)
      return raise_value_error(t_, "Unknown conversion specifier %c", static_cast<int>(conversion));
    return raise_value_error(t_, "Unknown conversion specifier \\x%x", static_cast<unsigned>(conversion));
  }

  // Numbers a field: either all numbers are given in the template, or all are left out. False: an error is pending.
  bool number_field(bool given, i64* index) {
    if (numbering_ == Numbering::kUndecided) numbering_ = given ? Numbering::kManual : Numbering::kAutomatic;
    if (numbering_ == Numbering::kManual && !given) {
      return raise_value_error(t_, "cannot switch from manual field specification to automatic field numbering");
    }
    if (numbering_ == Numbering::kAutomatic && given) {
      return raise_value_error(t_, "cannot switch from automatic field numbering to manual field specification");
    }
    if (!given) *index = next_number_++;
    return true;
  }

  Ref first_object_py(Value source, const FieldNameCursor& name) {
    i64 index = name.first_index();
    bool empty = name.first().length() == 0;
    if (empty || index >= 0) return number_field(!empty, &index) ? arguments_.positional(t_, index) : Ref();
    Ref key = substring(t_, source, name.first());
    return key ? arguments_.keyword_py(t_, key) : Ref();
  }

  Ref object_py(Value source, text::Range field_name) {
    FieldNameCursor cursor(t_, str_view(source), field_name);
    Ref object = cursor.ok() ? first_object_py(source, cursor) : Ref();
    NameStep step;
    while (object) {
      Step found = cursor.next(t_, step);
      if (found == Step::kEnd) return object;
      if (found == Step::kError) return Ref();
      Ref key = step.index >= 0 ? make_int(t_, step.index) : substring(t_, source, step.name);
      if (!key) return Ref();
      if (!step.is_attribute) {
        object = getitem_py(t_, object, key);
      } else {
        object = getattr_py(t_, object, key);
      }
    }
    return object;
  }

  Thread& t_;
  const Arguments& arguments_;
  Numbering numbering_ = Numbering::kUndecided;
  i64 next_number_ = 0;
};

Ref format_with_py(Thread& t, Value self, const Arguments& arguments) {
  StrBuilder out(t);
  Formatter formatter(t, arguments);
  if (!formatter.expand_py(self, {0, as_str(self)->length}, 2, out)) return Ref();
  return out.finish();
}

num::FormatError parse_spec(const text::StrView& view, num::FormatSpec* out) {
  return text::with_kind(view, [&]<class Unit>(const Unit* units) {
    return num::parse_format_spec<Unit>(std::span<const Unit>(units, view.length), false, *out);
  });
}

}  // namespace

Ref format(Thread& t, const CallArgs& args) { return format_with_py(t, args[0], Arguments(args)); }

Ref format_map(Thread& t, Value self, Value mapping) { return format_with_py(t, self, Arguments(mapping)); }

Ref dunder_format(Thread& t, Value self, Value spec) {
  if (!is_str(spec)) return raise_type_error(t, "__format__() argument must be str, not %A", spec);
  if (as_str(spec)->length == 0) return str_py(t, self);
  num::FormatSpec parsed;
  num::StringLayout layout;
  num::FormatError error = parse_spec(str_view(spec), &parsed);
  if (!error) error = num::layout_string(as_str(self)->length, parsed, layout);
  if (error) return raise_format_error(t, error, self, spec);
  size_t length = layout.before + layout.take + layout.after;
  if (as_str(self)->ascii && parsed.fill < 0x80 && length > 1) [[likely]] {
    Ref result = make_str_uninitialised(t, length, 1, true);
    if (!result) return result;
    u8* to = as_str(result)->data();
    std::memset(to, static_cast<int>(parsed.fill), layout.before);
    text::copy_bytes(to + layout.before, as_str(self)->data(), layout.take);
    std::memset(to + layout.before + layout.take, static_cast<int>(parsed.fill), layout.after);
    return result;
  }
  StrBuilder out(t, length);
  out.text().append_repeated(parsed.fill, layout.before);
  out.append(str_view(self).sub(0, layout.take));
  out.text().append_repeated(parsed.fill, layout.after);
  return out.finish();
}

}  // namespace rt::str
