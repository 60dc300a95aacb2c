// accord._core: what the Python package calls. Arguments are texts as people write them; the library judges them.
#include "python/bindings/module.h"

#include "sim/error.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace {

/// A class of accord.errors, which is imported when something is raised.
nb::object error_class(const char* name) { return nb::module_::import_("accord._errors").attr(name); }

/// Errors as values: InputError with all its lines, MachineError for what the machine refuses.
void translate(const std::exception_ptr& thrown, void*) {
    try {
        std::rethrow_exception(thrown);
    } catch (const sim::InputError& error) {
        const nb::object raised = error_class("InputError")(nb::cast(error.messages()));
        PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(raised.ptr())), raised.ptr());
    } catch (const sim::MachineError& error) {
        PyErr_SetString(error_class("MachineError").ptr(), error.what());
    }
}

} // namespace

NB_MODULE(_core, module) {
    module.doc() = "The simulator behind the package accord; use that instead.";
    nb::register_exception_translator(translate);
    python::bind_answers(module);
    python::bind_runs(module);
    python::bind_sweeps(module);
    python::bind_tables(module);
}
