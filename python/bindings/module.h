#pragma once
/// \file
/// What the module offers, one function a file of this folder.

#include <nanobind/nanobind.h>

namespace python {

void bind_answers(nanobind::module_& module); ///< list, explain, check, analyze
void bind_runs(nanobind::module_& module);    ///< run, compare
void bind_sweeps(nanobind::module_& module);  ///< sweep, merge, what a store holds
void bind_tables(nanobind::module_& module);  ///< lists, import, versions

} // namespace python
