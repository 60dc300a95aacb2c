# What the compiler does not check: who includes whom, sizes, evidence. Small Python scripts, standard library only.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
function(layering_test name script) # ... and the script's arguments
  add_test(NAME "layering:${name}" COMMAND Python3::Interpreter -B layering/${script} ${ARGN}
           WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
endfunction()
layering_test("includes, packages, sizes and paths follow the rules" layering.py ${PROJECT_SOURCE_DIR})
layering_test("the checker sees each kind of break" layering_test.py)
add_test(NAME "layering:every generated file is up to date"
         COMMAND Python3::Interpreter -B ${PROJECT_SOURCE_DIR}/scripts/generate --check $<TARGET_FILE:accord>)
layering_test("scripts/generate names and writes what is stale" generate_test.py)
layering_test("no number lives in a process" literals.py ${PROJECT_SOURCE_DIR})
layering_test("the checker of literals sees each kind of break" literals_test.py)
layering_test("every short name of the model is in models/README.md" names.py ${PROJECT_SOURCE_DIR})
layering_test("the checker of short names sees each kind of break" names_test.py)
layering_test("every parameter's and lever's field is called as its id, with effect and unit beside it" parameters.py ${PROJECT_SOURCE_DIR})
layering_test("the checker of parameters sees each kind of break" parameters_test.py)
layering_test("models/ODD.md names every parameter in its equations, and nothing that does not exist" odd.py ${PROJECT_SOURCE_DIR} $<TARGET_FILE:accord>)
layering_test("the checker of ODD.md sees each kind of break" odd_test.py)
layering_test("docs/seeds.md names nothing that the program does not know, and nothing without a place or a reason" seeds.py ${PROJECT_SOURCE_DIR} $<TARGET_FILE:accord>)
layering_test("the checker of docs/seeds.md sees each kind of break" seeds_test.py)
layering_test("docs/trace.md has the eight elements of TRACE and names nothing that does not exist" trace_page.py ${PROJECT_SOURCE_DIR} $<TARGET_FILE:accord>)
layering_test("the checker of docs/trace.md sees each kind of break" trace_test.py)
layering_test("scripts/validation keeps what is known of mechanisms" validation_test.py)
add_test(NAME "layering:models/validation.json speaks of every target, and models/ODD.md shows its tables"
         COMMAND Python3::Interpreter -B ${PROJECT_SOURCE_DIR}/scripts/validation --check)
if(CMAKE_GENERATOR STREQUAL "Ninja")
  layering_test("scripts/demo compiles the program alone, and nothing that scripts/build compiles again" demo_check.py ${PROJECT_SOURCE_DIR})
endif()
