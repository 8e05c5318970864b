// BufferedRWPair: a reader and a writer that look like one file. Every method is passed on to one of the two.
#include "runtime/library/io/io_parts.h"

namespace rt::io {

namespace {

struct Pair : IoBase {
  Slot reader, writer;
};
Pair* as_pair(Value v) { return v.as<Pair>(); }

// The reader or the writer. Empty: ValueError is pending.
Ref side(Thread& t, Value self, Slot Pair::* slot) {
  Ref file = load_field(t, self.object(), as_pair(self)->*slot);
  if (!file) return raise_value_error(t, "I/O operation on uninitialized object");
  return file;
}

Ref create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }

bool init(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(reader, writer, buffer_size=<default>, /)");
  Value bound[3];
  if (!bind_arguments(t, "BufferedRWPair", kSignature, args, bound)) return false;
  if (!check_able_py(t, bound[0], name(N::readable), "File or stream is not readable.")) return false;
  if (!check_able_py(t, bound[1], name(N::writable), "File or stream is not writable.")) return false;
  Value size = bound[2] ? bound[2] : Value::small_int(default_buffer_size());
  Ref reader = rt::call_py(t, g_classes.reader, bound[0], size);
  Ref writer = reader ? rt::call_py(t, g_classes.writer, bound[1], size) : Ref();
  if (!writer) return false;
  store_field(t, self.object(), as_pair(self)->reader, std::move(reader));
  store_field(t, self.object(), as_pair(self)->writer, std::move(writer));
  return true;
}

template <Slot Pair::* kSide, auto kName>
Ref pass(Thread& t, Value self) {
  Ref file = side(t, self, kSide);
  return file ? call_method_py(t, file, name(kName)) : Ref();
}
template <Slot Pair::* kSide, auto kName>
Ref pass1(Thread& t, Value self, Value argument) {
  Ref file = side(t, self, kSide);
  return file ? call_method_py(t, file, name(kName), argument) : Ref();
}

Ref close(Thread& t, Value self) {
  Ref error;
  if (!pass<&Pair::writer, N::close>(t, self)) error = take_error(t);
  return chain_errors(t, std::move(error), bool(pass<&Pair::reader, N::close>(t, self))) ? none() : Ref();
}

Ref isatty(Thread& t, Value self) {
  Ref answer = pass<&Pair::writer, IoName::isatty>(t, self);
  int yes = answer ? truth_py(t, answer) : -1;
  if (yes) return answer;
  return pass<&Pair::reader, IoName::isatty>(t, self);
}

Ref get_closed(Thread& t, Value self) {
  Ref writer = load_field(t, self.object(), as_pair(self)->writer);
  if (!writer) return raise(t, kRuntimeErrorType, "the BufferedRWPair object is being garbage-collected");
  return getattr_py(t, writer, name(N::closed));
}

void trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<Pair*>(object)->reader);
  trace_slot(visitor, static_cast<Pair*>(object)->writer);
}
void clear(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<Pair*>(object)->reader);
  clear_slot(static_cast<Thread&>(t), static_cast<Pair*>(object)->writer);
}
void dispose(gc::Thread& t, Object* object) {
  dispose_attributes(static_cast<Thread&>(t), object);
  clear(t, object);
}

constexpr MethodDef kMethods[] = {
    {"read", pass1<&Pair::reader, N::read>, "(self, size=-1, /)"},
    {"peek", pass1<&Pair::reader, IoName::peek>, "(self, size=0, /)"},
    {"read1", pass1<&Pair::reader, IoName::read1>, "(self, size=-1, /)"},
    {"readinto", pass1<&Pair::reader, IoName::readinto>, "(self, buffer, /)"},
    {"readinto1", pass1<&Pair::reader, IoName::readinto1>, "(self, buffer, /)"},
    {"write", pass1<&Pair::writer, N::write>, "(self, buffer, /)"},
    {"flush", pass<&Pair::writer, N::flush>, "(self, /)"},
    {"readable", pass<&Pair::reader, N::readable>, "(self, /)"},
    {"writable", pass<&Pair::writer, N::writable>, "(self, /)"},
    {"close", close, "(self, /)"},
    {"isatty", isatty, "(self, /)"},
    {"__getstate__", cannot_pickle, "(self, /)"},
    {"__reduce__", reduce_stream, "(self, /)"},
    {},
};
constexpr GetSetDef kGetSet[] = {{"closed", get_closed}, {}};

const TypeSpec kPairSpec = {
    .name = "_io.BufferedRWPair",
    .size = sizeof(Pair),
    .flags = kTypeSubclassable,
    .doc =
        "BufferedRWPair(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)\n--\n\nA pair of streams, one to read from "
        "and one to write to, each with a buffer.",
    .lifetime = {trace, clear, finalize_file, dispose},
    .slots = {.create = create, .init = init},
    .methods = kMethods,
    .getset = kGetSet,
};

}  // namespace

void make_buffered_pair_class(Thread& t) {
  g_classes.rw_pair = make_native_type(t, kPairSpec, g_classes.buffered_base);
}

}  // namespace rt::io
