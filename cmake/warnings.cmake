# The warnings of our own code, as a target that our targets link privately.

add_library(zhaoshang_warnings INTERFACE)
target_compile_options(zhaoshang_warnings INTERFACE
  -Wall -Wextra -Wpedantic
  -Wconversion -Wsign-conversion -Wdouble-promotion
  -Wshadow -Wold-style-cast -Wcast-qual -Wcast-align
  -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi
  -Wformat=2 -Wundef -Wmissing-declarations
  -Wimplicit-fallthrough
  $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond>
  # g++ 12 warns falsely inside std::string's operator+ (GCC PR 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${ZHAOSHANG_WERROR}>:-Werror>)

if(ZHAOSHANG_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Instrumented code hides the flow that these two follow.
  target_compile_options(zhaoshang_warnings INTERFACE -Wno-maybe-uninitialized -Wno-stringop-overflow)
endif()
