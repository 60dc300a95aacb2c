// list, explain, check, analyze: what is known of ids, files and runs, as documents.
#include "python/bindings/convert.h"
#include "python/bindings/module.h"
#include "python/bindings/waiting.h"

#include "experiments/findings/request.h"
#include "experiments/sweep/verdict.h"
#include "scenarios/catalogue.h"
#include "scenarios/explanation.h"
#include "scenarios/text.h"

namespace python {
namespace {

namespace nb = nanobind;
using namespace nb::literals;
using experiments::findings::Request;
using scenarios::Json;

nb::object catalogue(const std::string& kind) {
    scenarios::Problems problems;
    const auto rows = scenarios::catalogue(kind, "accord.list: kind", problems);
    problems.throw_if_any();
    return object_of(Json(rows));
}

Dict explain(const std::string& id, const std::string& kind) {
    scenarios::Problems problems;
    const auto findings = scenarios::evidence(problems);
    const auto found = scenarios::explain(id, kind, findings, {"accord.explain: id", "accord.explain: kind"}, problems);
    problems.throw_if_any();
    return dict_of(scenarios::json_of(*found, findings));
}

nb::object check(const std::vector<std::string>& files, const Texts& texts) {
    Json said = Json::array();
    wait_for(
        [&](Signals&) {
            const scenarios::GivenTexts given(texts);
            scenarios::Problems problems;
            for (const experiments::FileVerdict& verdict : experiments::check_files(files, problems))
                said.push_back(experiments::json_of(verdict));
            problems.throw_if_any();
        },
        nb::none());
    return object_of(said);
}

/// Where the texts of a request go, by the names that accord.analyze has for them.
const std::map<std::string, std::string Request::*> words{{"kind", &Request::kind},
                                                          {"replicate", &Request::replicate},
                                                          {"strategy", &Request::strategy},
                                                          {"world", &Request::world},
                                                          {"seed_column", &Request::seed_column},
                                                          {"time", &Request::time},
                                                          {"baseline", &Request::baseline},
                                                          {"gain", &Request::gain},
                                                          {"cases", &Request::cases},
                                                          {"estimator", &Request::estimator}};
const std::map<std::string, std::optional<std::string> Request::*> numbers{
    {"seed", &Request::seed},         {"bootstrap", &Request::bootstrap}, {"threshold", &Request::threshold},
    {"levels", &Request::levels},     {"curves", &Request::curves},       {"density", &Request::density},
    {"optimism", &Request::optimism}, {"tail", &Request::tail},           {"half_width", &Request::half_width},
    {"peel", &Request::peel},         {"boxes", &Request::boxes}};
const std::map<std::string, std::vector<std::string> Request::*> lists{
    {"inputs", &Request::inputs}, {"output", &Request::outputs}, {"groups", &Request::groups}, {"good", &Request::good},
    {"log", &Request::logs},      {"ranges", &Request::ranges},  {"only", &Request::only}};

/// `settings`: texts by name, of words and numbers one each; of a flag none.
Request request_of(const std::string& file, const std::map<std::string, std::vector<std::string>>& settings) {
    Request request;
    request.file = file;
    for (const auto& [name, values] : settings) {
        if (const auto list = lists.find(name); list != lists.end()) request.*list->second = values;
        if (name == "unpaired") request.is_unpaired = true;
        if (values.empty()) continue;
        if (const auto word = words.find(name); word != words.end()) request.*word->second = values.front();
        if (const auto number = numbers.find(name); number != numbers.end()) request.*number->second = values.front();
    }
    return request;
}

Dict analyze(const std::string& file, const std::map<std::string, std::vector<std::string>>& settings,
             const Texts& texts) {
    Json document;
    wait_for(
        [&](Signals&) {
            const scenarios::GivenTexts given(texts);
            scenarios::Problems problems;
            std::vector<std::string> notes;
            const auto findings = experiments::findings::analyze(
                request_of(file, settings), {"accord.analyze: kind", "accord.analyze: "}, notes, problems);
            problems.throw_if_any();
            document = findings->document();
            if (!notes.empty()) document["notes"] = notes;
        },
        nb::none());
    return dict_of(document);
}

} // namespace

void bind_answers(nb::module_& module) {
    module.def("catalogue", &catalogue, "kind"_a);
    module.def("explain", &explain, "id"_a, "kind"_a);
    module.def("check", &check, "files"_a, "texts"_a);
    module.def("analyze", &analyze, "file"_a, "settings"_a, "texts"_a);
}

} // namespace python
