# The libraries of others, all Debian packages (.ci/packages lists them).

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(yaml-cpp 0.7 REQUIRED)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(nettle REQUIRED IMPORTED_TARGET nettle)
pkg_check_modules(pcre2 REQUIRED IMPORTED_TARGET libpcre2-8)

pkg_check_modules(md4c_html REQUIRED IMPORTED_TARGET md4c-html)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)

# Mustache: one header, <kainjow/mustache.hpp>.
find_path(MUSTACHE_INCLUDE_DIR kainjow/mustache.hpp REQUIRED)
add_library(zhaoshang::mustache INTERFACE IMPORTED)
target_include_directories(zhaoshang::mustache INTERFACE "${MUSTACHE_INCLUDE_DIR}")

add_library(zhaoshang::yaml INTERFACE IMPORTED)
target_link_libraries(zhaoshang::yaml INTERFACE yaml-cpp)

# fast-cpp-csv-parser: one header, <libfccp/csv.h>.
find_path(FCCP_INCLUDE_DIR libfccp/csv.h REQUIRED)
add_library(zhaoshang::fccp INTERFACE IMPORTED)
target_include_directories(zhaoshang::fccp INTERFACE "${FCCP_INCLUDE_DIR}")

# Intel's decimal floating point: <bid_conf.h>, <bid_functions.h> and a static library.
find_path(BID_INCLUDE_DIR bid_functions.h REQUIRED)
find_library(BID_LIBRARY NAMES bidgcc000 REQUIRED)
add_library(zhaoshang::bid INTERFACE IMPORTED)
target_include_directories(zhaoshang::bid INTERFACE "${BID_INCLUDE_DIR}")
target_link_libraries(zhaoshang::bid INTERFACE "${BID_LIBRARY}")
