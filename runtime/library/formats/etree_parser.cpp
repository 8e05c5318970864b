// _elementtree.XMLParser: the type, and what feeds expat.
#include <new>

#include "gc/heap/heap.h"
#include "runtime/library/formats/etree_parser_parts.h"

namespace rt::etree {

namespace {

Type* g_parser_type;

// ---- feeding

// Holds the parser's lock for a call, and marks the parser as parsing: expat is not re-entrant. Not ok: an error is
// pending.
class Call {
 public:
  Call(Thread& t, Value self) : p_(as_parser(self)), held_(t, self, p_->lock, true) {
    if (!held_) return;
    if (!p_->xml) {
      raise_value_error(t, "XMLParser.__init__() wasn't called");
    } else if (p_->parsing) {
      raise(t, kRuntimeErrorType, "cannot use the parser while a method of its target runs");
    } else {
      ok_ = p_->parsing = true;
    }
  }
  ~Call() {
    if (ok_) p_->parsing = false;
  }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;
  explicit operator bool() const { return ok_; }

 private:
  XmlParser* p_;
  io::HeldLock held_;
  bool ok_ = false;
};

bool parse_piece_py(Thread& t, XmlParser* p, const char* data, size_t size, bool final) {
  int status = XML_Parse(p->xml, data, static_cast<int>(size), final);
  if (error_pending(t)) return false;
  if (status != XML_STATUS_ERROR) return true;
  return raise_parse_error(t, XML_GetErrorCode(p->xml), XML_GetErrorLineNumber(p->xml),
                           XML_GetErrorColumnNumber(p->xml));
}

// Parses in pieces, because expat counts with ints, and other threads may wait for a safepoint of this one.
bool parse_py(Thread& t, XmlParser* p, std::string_view data, bool final) {
  constexpr size_t kMostAtOnce = size_t{1} << 20;
  while (data.size() > kMostAtOnce) {
    if (!parse_piece_py(t, p, data.data(), kMostAtOnce, false) || !poll_py(t)) return false;
    data.remove_prefix(kMostAtOnce);
  }
  return parse_piece_py(t, p, data.data(), data.size(), final) && flush_text_py(t, p);
}

// Text is given to expat as UTF-8, whatever the document says.
bool parse_text_py(Thread& t, XmlParser* p, Value text, const char* errors) {
  Ref bytes = str_encode_py(t, text, "utf-8", errors);
  if (!bytes) return false;
  XML_SetEncoding(p->xml, "utf-8");  // expat refuses it behind the beginning, where the encoding is known already
  return parse_py(t, p, bytes.as<Bytes>()->view(), false);
}

Ref feed(Thread& t, Value self, Value data) {
  Call call(t, self);
  if (!call) return Ref();
  if (is_str(data)) return parse_text_py(t, as_parser(self), data, nullptr) ? none() : Ref();
  SteadyBytes bytes(t, data);
  return bytes && parse_py(t, as_parser(self), bytes.view(), false) ? none() : Ref();
}

Ref flush(Thread& t, Value self) {
  Call call(t, self);
  if (!call) return Ref();
  XmlParser* p = as_parser(self);
  expat::set_deferral(p->xml, false);
  bool ok = parse_py(t, p, "", false);
  expat::set_deferral(p->xml, true);
  return ok ? none() : Ref();
}

// Ends the document. The result is the root of the tree, or None if the target is no TreeBuilder.
Ref finish_py(Thread& t, Value self) {
  XmlParser* p = as_parser(self);
  if (!parse_py(t, p, "", true)) return Ref();
  Ref target = p->native ? load_field(t, p, p->target) : Ref();
  return target ? builder_root(t, target) : none();
}

Ref close(Thread& t, Value self) {
  XmlParser* p = as_parser(self);
  Ref root, method;
  {
    Call call(t, self);
    root = call ? finish_py(t, self) : Ref();
    if (!root) return Ref();
    method = load_field(t, p, method_slot(p, TargetMethod::kClose));
  }
  return method ? call_py(t, method) : std::move(root);
}

// Parses what read() returned. *more: there may be more to read.
bool parse_read_py(Thread& t, XmlParser* p, Value read, bool* more) {
  if (is_exact(read, TypeId::kStr)) {
    *more = as_str(read)->length != 0;
    return !*more || parse_text_py(t, p, read, "surrogatepass");
  }
  *more = is_exact(read, TypeId::kBytes) && read.as<Bytes>()->length != 0;
  return !*more || parse_py(t, p, read.as<Bytes>()->view(), false);
}

Ref parse_whole(Thread& t, Value self, Value file) {
  constexpr i64 kPiece = 64 * 1024;
  Call call(t, self);
  Ref read = call ? getattr_py(t, file, name(N::read)) : Ref();
  if (!read) return Ref();
  for (bool more = true; more;) {
    Ref piece = call_py(t, read, Value::small_int(kPiece));
    if (!piece || !parse_read_py(t, as_parser(self), piece, &more)) return Ref();
  }
  return finish_py(t, self);
}

// ---- events

// Notes in the builder which event the program wants. False: ValueError.
bool want_event(Thread& t, XmlParser* p, TreeBuilder* b, Value name) {
  if (!is_str(name)) return raise_value_error(t, "invalid events sequence");
  for (u32 i = 0; i < static_cast<u32>(Event::kCount); ++i) {
    if (!str_equal_ascii(name, kEventNames[i])) continue;
    store_field(t, b, b->events[i], Ref::share(t, name));
    listen_for(p, static_cast<Event>(i));
    return true;
  }
  return raise_value_error(t, "unknown event '%S'", name);
}

Ref set_events(Thread& t, Value self, Value queue, Value wanted) {
  XmlParser* p = as_parser(self);
  io::HeldLock held(t, self, p->lock, true);
  if (!held) return Ref();
  if (!p->xml) return raise_value_error(t, "XMLParser.__init__() wasn't called");
  if (!p->native) return raise_type_error(t, "event handling only supported for ElementTree.TreeBuilder targets");
  Ref target = load_field(t, p, p->target);
  TreeBuilder* b = as_builder(target);
  io::HeldLock builder_held(t, target, b->lock, true);
  Ref append = builder_held ? getattr_py(t, queue, "append") : Ref();
  if (!append) return Ref();
  store_field(t, b, b->append_event, std::move(append));
  for (Slot& event : b->events) store_field(t, b, event, Ref());
  if (wanted == kNone) {
    Ref end = intern(t, kEventNames[static_cast<u32>(Event::kEnd)]);
    return end && want_event(t, p, b, end) ? none() : Ref();
  }
  Ref names = to_tuple_or_py(t, wanted, "events must be a sequence");
  for (u64 i = 0; names && i < as_tuple(names)->length; ++i) {
    if (!want_event(t, p, b, (*as_tuple(names))[i])) return Ref();
  }
  return names ? none() : Ref();
}

// ---- construction

// The methods of a target that is not exactly a TreeBuilder.
bool find_methods_py(Thread& t, Value target, Ref* methods) {
  static constexpr const char* kNames[] = {"start",    "data",   "end",     "comment", "pi",
                                           "start_ns", "end_ns", "doctype", "close"};
  static_assert(std::size(kNames) == static_cast<u32>(TargetMethod::kCount));
  for (u32 i = 0; i < std::size(kNames); ++i) {
    Ref key = intern(t, kNames[i]);
    methods[i] = key ? getattr_optional_py(t, target, key) : Ref();
    if (error_pending(t)) return false;
  }
  return true;
}

void free_expat(Thread& t, XmlParser* p) {
  if (p->xml) XML_ParserFree(p->xml);
  p->xml = nullptr;
  if (!p->state) return;
  p->state->names.clear(t);
  p->state->~State();
  gc::raw_free(p->state);
  p->state = nullptr;
}

bool make_state(Thread& t, XmlParser* p, const char* encoding) {
  free_expat(t, p);
  p->xml = expat::make_expat(encoding, "}");
  void* memory = p->xml ? gc::raw_alloc(sizeof(XmlParser::State)) : nullptr;
  if (!memory) {
    free_expat(t, p);
    return raise_memory_error(t);
  }
  p->state = new (memory) XmlParser::State;
  XML_SetUserData(p->xml, p);
  return true;
}

bool check_encoding(Thread& t, Value v) {
  return v == kNone || is_str(v) ||
         raise_type_error(t, "XMLParser() argument 'encoding' must be str or None, not %A", v);
}

bool init(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(*, target=None, encoding=None)");
  Value a[2];
  if (args.positional) return raise_type_error(t, "XMLParser() takes no positional arguments");
  if (!bind_arguments(t, "XMLParser", kSignature, args, a) || !check_encoding(t, a[1])) return false;
  expat::TextArgument encoding(t, a[1]);
  Ref target = a[0] == kNone ? make_builder(t) : Ref::share(t, a[0]), entity = make_dict(t);
  if (!encoding.ok() || !target || !entity) return false;
  Ref methods[static_cast<u32>(TargetMethod::kCount)];
  bool native = is_exact_builder(target);
  if (!native && !find_methods_py(t, target, methods)) return false;
  XmlParser* p = as_parser(self);
  io::HeldLock held(t, self, p->lock, true);
  if (!held) return false;
  if (p->parsing) return raise(t, kRuntimeErrorType, "cannot use the parser while a method of its target runs");
  if (!make_state(t, p, encoding.c_str())) return false;
  p->native = native;
  store_field(t, p, p->target, std::move(target));
  store_field(t, p, p->entity, std::move(entity));
  for (u32 i = 0; i < std::size(methods); ++i) store_field(t, p, p->methods[i], std::move(methods[i]));
  listen(p);
  return true;
}

Ref get_version(Thread& t, Value) {
  XML_Expat_Version version = XML_ExpatVersionInfo();
  return format_message(t, "Expat %d.%d.%d", version.major, version.minor, version.micro);
}

// ---- lifetime

void trace(Object* object, gc::Visitor& visitor) {
  auto* p = static_cast<XmlParser*>(object);
  trace_attributes(object, visitor);
  trace_slot(visitor, p->target);
  trace_slot(visitor, p->entity);
  trace_slots(visitor, p->methods, std::size(p->methods));
  if (p->state) p->state->names.trace(visitor);
}
void dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* p = static_cast<XmlParser*>(object);
  dispose_attributes(t, object);
  free_expat(t, p);
  clear_slot(t, p->target);
  clear_slot(t, p->entity);
  for (Slot& method : p->methods) clear_slot(t, method);
}

constexpr MethodDef kMethods[] = {
    {"feed", feed, "(self, data, /)", "Parse a piece of the document."},
    {"close", close, "(self, /)", "End the document, and return what the target makes of it."},
    {"flush", flush, "(self, /)", "Parse what has been put off."},
    {"_parse_whole", parse_whole, "(self, file, /)", "Parse all that a file has."},
    {"_setevents", set_events, "(self, events_queue, events_to_report=None, /)",
     "Append the events that the builder sees to a queue."},
    {},
};
constexpr GetSetDef kGetSet[] = {{"version", get_version}, {}};
constexpr MemberDef kMembers[] = {{"entity", MemberKind::kSlotOrNone, offsetof(XmlParser, entity)},
                                  {"target", MemberKind::kSlotOrNone, offsetof(XmlParser, target)},
                                  {}};
constexpr TypeSpec kSpec = {.name = "xml.etree.ElementTree.XMLParser",
                            .size = sizeof(XmlParser),
                            .flags = kTypeTraced | kTypeSubclassable,
                            .lifetime = {trace, nullptr, nullptr, dispose},
                            .slots =
                                [] {
                                  Slots s{};
                                  s.init = init;
                                  return s;
                                }(),
                            .methods = kMethods,
                            .getset = kGetSet,
                            .members = kMembers};

}  // namespace

bool add_parser_type(Thread& t, Value module) { return add_native_type(t, module, g_parser_type, kSpec); }

}  // namespace rt::etree
