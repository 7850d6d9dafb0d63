# Run by cpack on the folder of a package before it is packed: what Debian wants otherwise than
# `cmake --install` has it. Manual pages are gzipped, without a time, so that the same source gives the
# same files; there is a changelog in Debian's form; its copyright file names the licence.
set(root "${CPACK_TEMPORARY_INSTALL_DIRECTORY}${CPACK_PACKAGING_INSTALL_PREFIX}")
set(doc "${root}/share/doc/zhaoshang")
configure_file("${CPACK_ZHAOSHANG_SOURCE}/cmake/deb/changelog.in" "${doc}/changelog" @ONLY)
file(REMOVE "${doc}/LICENSE")
file(COPY "${CPACK_ZHAOSHANG_SOURCE}/cmake/deb/copyright" DESTINATION "${doc}"
     FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
file(GLOB_RECURSE pages "${root}/share/man/*.[157]")
execute_process(COMMAND gzip -9nf ${pages} "${doc}/changelog" COMMAND_ERROR_IS_FATAL ANY)
