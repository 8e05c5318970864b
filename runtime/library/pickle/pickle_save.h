// Writing one object and all objects that it reaches.
#pragma once

#include "runtime/library/parts/notes.h"
#include "runtime/library/pickle/pickle_memo.h"
#include "runtime/library/pickle/pickle_output.h"

namespace rt::pickle {

// The caller's arguments, borrowed while the Saver works.
struct SaveOptions {
  int protocol;
  bool binary;  // else everything that protocol 0 can say is written as it says it
  bool fix_imports, fast;
  Value write;                                            // the file's method; empty: the bytes stay in memory
  Value persistent_id, dispatch_table, reducer_override;  // hooks of a Pickler's subclass or instance; or empty
  Value buffer_callback;                                  // the callable that takes buffers out of band; or empty
};

class Saver {
 public:
  // `holder`: the Pickler that the memo is part of; null: the memo is a local variable.
  Saver(Thread& t, const SaveOptions& options, Memo& memo, Object* holder)
      : t_(t), options_(options), protocol_(options.protocol), memo_(memo), holder_(holder), out_(t, options.write) {}

  // Writes the whole pickle of `v`. False: an error is pending.
  bool dump_py(Value v);
  // The pickle's bytes, if SaveOptions::write is empty. Empty: MemoryError.
  Ref take_bytes() { return out_.take_bytes(); }

 private:
  enum class Tried { kSaved, kNo, kError };

  // pickle_save.cpp: values of the built-in types
  bool save_py(Value v, bool is_id = false);
  bool save_object_py(Value v);
  Tried save_persistent_py(Value v);
  bool save_int(i64 n);
  bool save_big_int(Value v);
  bool save_bool(bool value);
  bool save_float_py(Value v);
  bool save_str_py(Value v);
  bool save_bytes_py(Value v);
  bool put_bytes_py(Value v);  // without an entry in the memo
  bool save_bytearray_py(Value v);
  bool put_bytearray_py(const u8* data, u64 size);
  bool save_tuple_py(Value v);
  bool save_small_tuple_py(Value v);
  bool save_list_py(Value v);
  bool save_dict_py(Value v);
  bool save_set_py(Value v);
  bool save_frozenset_py(Value v);
  bool save_exact_list_items_py(Value v);
  bool save_exact_dict_items_py(Value v);
  bool save_items_py(Value object, Value iterator, bool pairs);
  bool save_item_py(Value object, u64 index, Value item);
  bool save_value_py(Value object, Value key, Value value);
  bool save_pair_py(Value object, Value pair);
  bool save_buffer_py(Value v);  // pickle_buffer.cpp
  // written as callable(argument); without `argument` as callable()
  bool save_call_py(Value v, Value callable, Value argument);

  // Writes a part of an object. `what` names it in the note of an error.
  bool save_part_py(Value part, Value object, const char* what) {
    return save_py(part) || note_part_py(t_, object, what);
  }

  // pickle_reduce.cpp: everything else
  bool save_other_py(Value v);
  bool save_as_reduced_py(Value v, Value reduced);
  bool save_type_py(Value v);
  Ref reduced_py(Value v);
  bool save_reduced_py(Value v, Value reduced);
  bool save_construction_py(Value v, Value callable, Value args);
  bool save_newobj_py(Value v, Value args);
  bool save_newobj_ex_py(Value v, Value args);
  bool save_state_py(Value v, Value state, Value setter);
  bool save_global_py(Value v, Value name);
  bool save_global_reference_py(Value v, Value module_name, Value name, Value parent, Value module);
  bool save_extension_code(i64 code);
  bool put_global_text_py(Value module_name, Value name);
  bool put_dotted_py(Value module_name, Value dotted);

  bool binary() const { return options_.binary; }
  bool memoize(Value v);
  bool put_get(i64 number);
  // Writing the object's parts has written the object itself. The parts are taken off the stack, and the object comes
  // from the memo.
  bool get_instead(i64 number) {
    out_.op(Op::kPop);
    return put_get(number);
  }
  bool put_line(Op op, std::string_view text) {
    out_.op(op);
    out_.put_text(text);
    out_.put_byte('\n');
    return true;
  }

  Thread& t_;
  const SaveOptions& options_;
  const int protocol_;
  Memo& memo_;
  Object* holder_;
  Output out_;
};

}  // namespace rt::pickle
