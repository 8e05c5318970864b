// Tables of names for sysconf(), confstr() and pathconf(). Each ends with a null name.
#pragma once

namespace rt::posix {

struct LimitName {
  const char* name;  // null: end of the table
  int value;
};
extern const LimitName kSysconfNames[];
extern const LimitName kConfstrNames[];
extern const LimitName kPathconfNames[];

}  // namespace rt::posix
