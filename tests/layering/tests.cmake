# What the compiler does not check: who includes whom, sizes, evidence. Small Python scripts, standard library only.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME "layering:includes, packages, sizes and paths follow the rules"
         COMMAND Python3::Interpreter -B layering/layering.py ${PROJECT_SOURCE_DIR}
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:the checker sees each kind of break"
         COMMAND Python3::Interpreter -B layering/layering_test.py
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:every generated file is up to date"
         COMMAND Python3::Interpreter -B ${PROJECT_SOURCE_DIR}/scripts/generate --check $<TARGET_FILE:accord>)
add_test(NAME "layering:scripts/generate names and writes what is stale"
         COMMAND Python3::Interpreter -B layering/generate_test.py
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:no number lives in a process"
         COMMAND Python3::Interpreter -B layering/literals.py ${PROJECT_SOURCE_DIR}
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:the checker of literals sees each kind of break"
         COMMAND Python3::Interpreter -B layering/literals_test.py
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:every short name of the model is in models/README.md"
         COMMAND Python3::Interpreter -B layering/names.py ${PROJECT_SOURCE_DIR}
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:the checker of short names sees each kind of break"
         COMMAND Python3::Interpreter -B layering/names_test.py
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:every parameter's and lever's field is called as its id, with effect and unit beside it"
         COMMAND Python3::Interpreter -B layering/parameters.py ${PROJECT_SOURCE_DIR}
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:the checker of parameters sees each kind of break"
         COMMAND Python3::Interpreter -B layering/parameters_test.py
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:models/ODD.md names every parameter in its equations, and nothing that does not exist"
         COMMAND Python3::Interpreter -B layering/odd.py ${PROJECT_SOURCE_DIR} $<TARGET_FILE:accord>
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:the checker of ODD.md sees each kind of break"
         COMMAND Python3::Interpreter -B layering/odd_test.py
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:docs/seeds.md names nothing that the program does not know, and nothing without a place or a reason"
         COMMAND Python3::Interpreter -B layering/seeds.py ${PROJECT_SOURCE_DIR} $<TARGET_FILE:accord>
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:the checker of docs/seeds.md sees each kind of break"
         COMMAND Python3::Interpreter -B layering/seeds_test.py
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:docs/trace.md has the eight elements of TRACE and names nothing that does not exist"
         COMMAND Python3::Interpreter -B layering/trace_page.py ${PROJECT_SOURCE_DIR} $<TARGET_FILE:accord>
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:the checker of docs/trace.md sees each kind of break"
         COMMAND Python3::Interpreter -B layering/trace_test.py
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:scripts/validation keeps what is known of mechanisms"
         COMMAND Python3::Interpreter -B layering/validation_test.py
         WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "layering:models/validation.json speaks of every target, and models/ODD.md shows its tables"
         COMMAND Python3::Interpreter -B ${PROJECT_SOURCE_DIR}/scripts/validation --check)
if(CMAKE_GENERATOR STREQUAL "Ninja")
  add_test(NAME "layering:scripts/demo compiles the program alone, and nothing that scripts/build compiles again"
           COMMAND Python3::Interpreter -B layering/demo_check.py ${PROJECT_SOURCE_DIR}
           WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
endif()
