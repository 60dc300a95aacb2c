#include "experiments/findings/factors.h"

#include "experiments/design/design.h"

#include <fmt/format.h>

#include <algorithm>

namespace experiments::findings {

std::vector<std::string> input_ids(const Data& data) {
    std::vector<std::string> ids;
    for (const Column& input : data.inputs)
        ids.push_back(input.id);
    return ids;
}

Factors factors_of(const Data& data, const AnalysisSettings& settings) {
    const std::vector<std::string> ids = input_ids(data);
    Factors factors{experiments::factors_of(ids, settings.groups), {}};
    for (std::size_t k = 0; k < ids.size(); ++k) {
        const std::string& name = settings.groups.size() == ids.size() ? settings.groups[k] : ids[k];
        factors.of_input.push_back(static_cast<std::size_t>(
            std::find(factors.names.begin(), factors.names.end(), name) - factors.names.begin()));
    }
    return factors;
}

Findings refusal(const Data& data, const std::string& wrong, const std::string& expected) {
    return refusal(fmt::format("{}: {}; {}", data.name, wrong, expected));
}

Findings refusal_at(const Data& data, const Points& points, std::size_t point, const std::string& wrong,
                    const std::string& expected) {
    return refusal(fmt::format("{}:{}: {}; {}", data.name, points.lines[point], wrong, expected));
}

std::string misfit(const Data& data, const AnalysisSettings& settings) {
    if (data.inputs.empty()) return "no input columns";
    if (!settings.groups.empty() && settings.groups.size() != data.inputs.size())
        return fmt::format("{} groups for {} inputs", settings.groups.size(), data.inputs.size());
    return "";
}

} // namespace experiments::findings
