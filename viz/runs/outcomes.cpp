#include "viz/runs/outcomes.h"

#include "models/model.h"

#include <algorithm>

namespace viz {
namespace {

std::vector<std::string>& labels() {
    static std::vector<std::string> all = [] {
        std::vector<std::string> ids;
        for (const auto& observable : models::observables()) {
            ids.push_back(observable.id);
            std::replace(ids.back().begin(), ids.back().end(), '-', ' ');
        }
        return ids;
    }();
    return all;
}

} // namespace

void set_outcome_labels(const std::vector<std::pair<std::string, std::string>>& given) {
    for (const auto& [id, label] : given)
        if (const int index = models::observable_index(id); index >= 0)
            labels()[static_cast<std::size_t>(index)] = label;
}

const std::string& outcome_label(std::size_t observable) { return labels()[observable]; }

std::size_t main_outcome(std::size_t which) {
    return static_cast<std::size_t>(models::observable_index(main_outcomes[which]));
}

} // namespace viz
