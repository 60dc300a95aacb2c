// Where shipped files lie, versions, official files into regions.
#include "python/bindings/convert.h"
#include "python/bindings/module.h"
#include "python/bindings/waiting.h"

#include "experiments/sweep/experiment.h"
#include "models/observables.h"
#include "scenarios/import/import.h"
#include "scenarios/library.h"
#include "scenarios/text.h"
#include "scenarios/version.h"

namespace python {
namespace {

namespace nb = nanobind;
using namespace nb::literals;

std::vector<std::string> import_region(const std::string& recipe, const std::vector<std::string>& files,
                                       const std::string& out, const std::string& year,
                                       const std::vector<std::string>& assume, const Texts& texts) {
    const scenarios::GivenTexts given(texts);
    scenarios::Problems problems;
    std::vector<std::string> page = scenarios::import::import_region({recipe, files, out, year, assume}, problems);
    problems.throw_if_any();
    return page;
}

/// Unit, direction of good and definition of each outcome by id.
Dict outcomes() {
    scenarios::Json all = scenarios::Json::object();
    for (const auto& outcome : models::observables())
        all[outcome.id] = {{"unit", outcome.unit},
                           {"good", outcome.good == sim::Good::up ? "up" : "down"},
                           {"definition", outcome.definition}};
    return dict_of(all);
}

/// Unit, ends and one line of everything that an experiment may vary.
Dict inputs() {
    scenarios::Json all = scenarios::Json::object();
    for (const std::string& id : experiments::input_ids())
        if (const auto info = experiments::info_of_input(id))
            all[id] = {{"unit", info->unit}, {"low", info->low}, {"high", info->high}, {"about", info->about}};
    return dict_of(all);
}

} // namespace

void bind_tables(nb::module_& module) {
    module.def("set_home", &scenarios::set_home, "folder"_a);
    module.def("find_scenario", &scenarios::find_scenario, "word"_a);
    module.def("program_version", &scenarios::program_version);
    module.def("model_version", &models::model_version);
    module.def("outcomes", &outcomes);
    module.def("inputs", &inputs);
    module.def("import_region", &import_region, "recipe"_a, "files"_a, "out"_a, "year"_a, "assume"_a, "texts"_a,
               nb::call_guard<nb::gil_scoped_release>());
}

} // namespace python
