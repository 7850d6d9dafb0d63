# Run by cpack on the folder of a package before it is packed: what Debian wants otherwise than
# `cmake --install` has it. Manual pages and the changelog are gzipped without a time, so that the same
# source gives the same files; the licence is named by debian's copyright file.
set(root "${CPACK_TEMPORARY_INSTALL_DIRECTORY}${CPACK_PACKAGING_INSTALL_PREFIX}")
set(doc "${root}/share/doc/zhaoshang")
file(RENAME "${doc}/CHANGELOG.md" "${doc}/changelog")
file(REMOVE "${doc}/LICENSE")
file(COPY "${CPACK_ZHAOSHANG_SOURCE}/cmake/deb/copyright" DESTINATION "${doc}"
     FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
file(GLOB_RECURSE pages "${root}/share/man/*.[157]")
execute_process(COMMAND gzip -9nf ${pages} "${doc}/changelog" COMMAND_ERROR_IS_FATAL ANY)
