// The compiler's 128-bit integers under names of our own: ISO C++ has none.
#pragma once

namespace zhaoshang {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

}  // namespace zhaoshang
