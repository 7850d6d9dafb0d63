# zhaoshang_embed(<target> <function> HEADER <header> ROOT <folder> FILES <file>...)
#
# Compiles files into <target>: generates the source of `std::string_view <function>(std::string_view
# name)`, which <header> declares; a name is a path below ROOT, and of any other the text is empty.
#
# The generator is this very file, run as a script while building, so that a change of a file is seen.
if(CMAKE_SCRIPT_MODE_FILE)
  set(text "#include \"${HEADER}\"\n\nnamespace zhaoshang {\nnamespace {\n\n")
  set(entries "")
  set(number 0)
  foreach(name IN LISTS NAMES)
    file(READ "${ROOT}/${name}" bytes HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
    string(APPEND text "constexpr unsigned char kFile${number}[] = {\n${bytes}0x00};\n")
    string(APPEND entries
           "  if (name == \"${name}\")\n    return {reinterpret_cast<const char*>(kFile${number}), sizeof(kFile${number}) - 1};\n")
    math(EXPR number "${number} + 1")
  endforeach()
  file(WRITE "${OUTPUT}" "${text}\n}  // namespace\n\nstd::string_view ${FUNCTION}(std::string_view name) {\n${entries}  return {};\n}\n\n}  // namespace zhaoshang\n")
  return()
endif()

set(ZHAOSHANG_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(zhaoshang_embed target function)
  cmake_parse_arguments(arg "" "HEADER;ROOT" "FILES" ${ARGN})
  set(output "${PROJECT_BINARY_DIR}/generated/${function}.cc")
  list(TRANSFORM arg_FILES PREPEND "${arg_ROOT}/" OUTPUT_VARIABLE paths)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} -DROOT=${arg_ROOT} "-DNAMES=${arg_FILES}" -DFUNCTION=${function}
            -DHEADER=${arg_HEADER}
            -DOUTPUT=${output} -P "${ZHAOSHANG_EMBED_SCRIPT}"
    DEPENDS ${paths} "${ZHAOSHANG_EMBED_SCRIPT}"
    COMMENT "Embedding ${function}" VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
