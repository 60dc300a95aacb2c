#pragma once
/// \file
/// Values on their way to Python: JSON as its objects, tables as dicts of columns, arrays without a copy.

#include "scenarios/json.h"

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/map.h>      // IWYU pragma: keep
#include <nanobind/stl/optional.h> // IWYU pragma: keep
#include <nanobind/stl/string.h>   // IWYU pragma: keep
#include <nanobind/stl/vector.h>   // IWYU pragma: keep

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

namespace python {

using Array = nanobind::ndarray<nanobind::numpy, double>;
using Dict = nanobind::typed<nanobind::dict, nanobind::str, nanobind::any>; ///< What stubs call dict[str, Any].
using Texts = std::map<std::string, std::string>;

/// Objects, lists, numbers, texts, booleans, None.
nanobind::object object_of(const scenarios::Json& value);

Dict dict_of(const scenarios::Json& object);

/// An array that owns the numbers; their count is the product of `shape`.
Array array_of(std::vector<double> numbers, std::initializer_list<std::size_t> shape);
/// One column.
Array column_of(std::vector<double> numbers);

} // namespace python
