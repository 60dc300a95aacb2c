# `cpack -G DEB` in the build folder: the Debian package of what is installed (scripts/package calls it). What it depends on
# dpkg-shlibdeps finds in the program itself.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME accord)
set(CPACK_PACKAGE_CONTACT "The Accord developers <accord@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "simulator of partnerships between schools and outside partners")
set(CPACK_PACKAGE_DESCRIPTION "Accord simulates a region's schools and the organisations outside that
might help them. It says which partnership strategy serves students best,
for whom, at what cost, and how sure that is, when goals are misaligned,
power is unequal or money is cut. Counties of California, cities and cases
people know are in the package; own schools are read from tables.
`accord view` opens a window, `accord sweep` runs experiments, `accord
report` writes a page.")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
                                                WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libgl1-mesa-dri")
# Policy wants the licence as a file `copyright`, manual pages packed.
file(READ ${PROJECT_SOURCE_DIR}/NOTICE notice)
file(WRITE ${PROJECT_BINARY_DIR}/debian/copyright
     "${notice}\nOn Debian systems the text of the Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0.\n")
set(ACCORD_COPYRIGHT ${PROJECT_BINARY_DIR}/debian/copyright)
configure_file(${CMAKE_CURRENT_LIST_DIR}/policy.cmake.in ${PROJECT_BINARY_DIR}/debian/policy.cmake @ONLY)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_BINARY_DIR}/debian/policy.cmake)
include(CPack)
