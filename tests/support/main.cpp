// The main function of every test program (Catch2 2.13, Debian's package).
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
