// The pickle machine: a stack, marks in it, and a memo of numbered objects.
#pragma once

#include "runtime/library/pickle/pickle_input.h"

namespace rt::pickle {

// A growable array that owns its values. No lock: one thread at a time uses an Unpickler (InUse).
class Values {
 public:
  explicit Values(Object* holder = nullptr) : holder_(holder) {}
  Values(const Values&) = delete;
  Values& operator=(const Values&) = delete;

  u64 size() const { return size_; }
  Value operator[](u64 i) const { return data_[i]; }
  const Value* from(u64 i) const { return data_ + i; }
  // False: MemoryError.
  bool push(Thread& t, Ref v) {
    if (size_ == capacity_ && !reserve(t, size_ + 1)) [[unlikely]]
      return false;
    data_[size_++] = v.release();
    return true;
  }
  Ref pop() { return Ref::steal(data_[--size_]); }
  void replace_top(Thread& t, Ref v) {
    Value old = std::exchange(data_[size_ - 1], v.release());
    decref(t, old);
  }
  void truncate(Thread& t, u64 size) {
    while (size_ > size) decref(t, data_[--size_]);
  }
  // Stores `v` as number `i`; numbers in between that have no value yet become empty. `v` is borrowed. False:
  // MemoryError.
  bool set(Thread& t, u64 i, Value v);
  void free(Thread& t) {
    truncate(t, 0);
    gc::raw_free(std::exchange(data_, nullptr));
    capacity_ = 0;
  }
  void trace(gc::Visitor& visitor) const {
    for (u64 i = 0; i < size_; ++i) trace_value(visitor, data_[i]);
  }

 private:
  bool reserve(Thread& t, u64 least);

  Object* holder_;  // the heap object that the array is part of, or null: stores into it must publish
  Value* data_ = nullptr;
  u64 size_ = 0, capacity_ = 0;
};

// The numbered objects of pickles. Picklers number them consecutively, so they stand in an array. A number far beyond
// the others, which a broken or hostile pickle may have, stands in a dict, so that the array cannot fill the memory. No
// lock: one thread at a time uses an Unpickler (InUse).
class LoadMemo {
 public:
  explicit LoadMemo(Object* holder = nullptr) : near_(holder), holder_(holder) {}
  // The number that MEMOIZE gives to the next object.
  u64 size() const { return near_.size(); }
  // `v` is borrowed. False: MemoryError.
  bool set(Thread& t, u64 number, Value v);
  // Empty without an error: there is no object with this number.
  Ref find(Thread& t, u64 number) const;
  // A new dict {number: object}. Empty: an error is pending.
  Ref as_dict(Thread& t) const;
  void clear(Thread& t);
  void free(Thread& t);
  void trace(gc::Visitor& visitor) const;

 private:
  bool set_far(Thread& t, u64 number, Value v);

  Values near_;
  Object* holder_;  // as for Values
  Value far_;       // a dict, counted; empty until it is needed
};

// The caller's arguments, borrowed while the Loader works.
struct LoadOptions {
  bool fix_imports;
  Value encoding, errors;     // str objects; how strings of Python 2 are decoded
  Value buffers;              // iterator, or empty
  Value find_class;           // the method that a subclass or an instance defines; empty: the module's own rules apply
  gc::Atomic<i32>* protocol;  // the Unpickler's field that its find_class() reads; or null
  Value persistent_load;      // or empty
};

class Loader {
 public:
  Loader(Thread& t, const LoadOptions& options, Input& input, LoadMemo& memo)
      : t_(t), options_(options), in_(input), memo_(memo) {}
  ~Loader() {
    stack_.free(t_);
    gc::raw_free(marks_);
  }
  // Runs the machine up to STOP and returns the top of the stack. Empty: an error is pending.
  Ref load_py();

 private:
  // pickle_numbers.cpp: what has a number as text
  bool number_line_py(std::string_view* line);
  bool memo_line_py(i64* number);
  bool load_int_line_py();
  bool load_long_line_py();
  bool load_float_line_py();
  bool load_get_line_py();
  bool load_put_line_py();

  // pickle_load.cpp: values
  bool step_py(u8 code);
  bool step_value_py(Op op);
  bool step_container_py(Op op);
  bool load_long_py(int length_bytes);
  bool load_str_py(int length_bytes);
  bool load_bytes_py(int length_bytes);
  bool load_bytearray_py();
  bool load_unicode_line_py();
  bool load_string_line_py();
  bool load_old_string_py(int length_bytes);
  bool push_old_string_py(Ref bytes);
  bool load_buffer_py();
  bool make_readonly_py();
  bool load_frame_py();
  bool load_proto_py();
  bool pop_one();
  bool put_memo(u64 number);
  bool get_memo(u64 number);
  bool build_tuple(u64 from);
  bool build_list(u64 from);
  bool build_dict_py(u64 from);
  bool append_py(u64 from);
  bool set_items_py(u64 from);
  bool add_items_py(u64 from);
  bool build_frozenset_py();

  // pickle_construct.cpp: objects
  bool step_object_py(Op op);
  Ref find_class_py(Value module, Value name);
  bool load_global_line_py();
  bool load_stack_global_py();
  bool load_extension_py(int code_bytes);
  bool load_inst_py();
  bool load_obj_py();
  bool load_newobj_py();
  bool load_newobj_ex_py();
  bool load_reduce_py();
  bool load_build_py();
  bool load_persistent_py(bool from_stack);
  bool push_persistent_py(Value id);

  bool push(Ref v) { return v && stack_.push(t_, std::move(v)); }
  bool underflow() {
    return marks_count_ ? raise_unpickling(t_, "unexpected MARK found")
                        : raise_unpickling(t_, "unpickling stack underflow");
  }
  // Are there `n` values above the last mark? False: UnpicklingError is pending.
  bool have(u64 n) { return stack_.size() >= fence_ + n || underflow(); }
  bool mark();
  // Removes the last mark; *from is the index of the first value above it. False: an error is pending.
  bool unmark(u64* from);
  bool take_little_py(int bytes, u64* out);

  Thread& t_;
  const LoadOptions& options_;
  Input& in_;
  LoadMemo& memo_;
  Values stack_;
  u64* marks_ = nullptr;
  u64 marks_count_ = 0, marks_capacity_ = 0;
  u64 fence_ = 0;  // index of the last mark: only an instruction that removes the mark reaches below it
  int protocol_ = 0;
};

// The object that `module` and `name` mean by the module's own rules: Unpickler.find_class(). Empty: an error is
// pending.
Ref find_global_py(Thread& t, Value module, Value name, int protocol, bool fix_imports);

}  // namespace rt::pickle
