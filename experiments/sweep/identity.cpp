#include "experiments/sweep/identity.h"

#include "sim/digest.h"

#include <array>
#include <span>
#include <string>

namespace experiments {
namespace {

void add(sim::Digest& digest, std::string_view text) { digest.column(std::span<const char>(text.data(), text.size())); }

template <class T>
void add(sim::Digest& digest, const sim::ParameterTable<T>& table, const T& values) {
    std::vector<double> row; // By row of the table, so that the layout of the struct does not matter.
    for (const sim::ParameterRow& parameter : table.rows())
        if (!parameter.is_late) row.push_back(sim::ParameterTable<T>::at(values, parameter));
    digest.column(std::span<const double>(row));
    for (const sim::ParameterRow& parameter : table.rows()) {
        const double value = sim::ParameterTable<T>::at(values, parameter);
        if (parameter.is_late && value != parameter.value)
            add(digest, parameter.id), digest.column(std::span<const double>(&value, 1));
    }
}

} // namespace

std::uint64_t treatment_identity(const scenarios::Scenario& scenario, const models::Setup& setup,
                                 std::string_view strategy, std::uint32_t months, std::uint64_t seed) {
    sim::Digest digest;
    add(digest, models::model_version());
    for (const scenarios::InputFile& input : scenario.inputs)
        add(digest, input.digest);
    const models::Region& region = setup.region;
    const std::array<double, 5> switches{region.synthetic_partners ? 1.0 : 0.0, region.partners_per_10000,
                                         region.synthetic_secondary ? 1.0 : 0.0, region.pupils_per_secondary,
                                         region.synthetic_college ? 1.0 : 0.0};
    digest.column(std::span<const double>(switches));
    add(digest, models::parameter_table(), setup.parameters);
    add(digest, models::lever_table(), setup.levers);
    digest.column(std::span<const double>(setup.conditions.strength));
    add(digest, strategy);
    if (setup.burn_in.is_on())
        add(digest, "burn-in " + setup.burn_in.text()), add(digest, models::lever_table(), setup.today);
    const std::array<std::uint64_t, 2> rest{months, seed};
    digest.column(std::span<const std::uint64_t>(rest));
    return digest.value();
}

std::uint64_t run_identity(std::uint64_t treatment, std::uint32_t replicate) {
    const std::array<std::uint64_t, 2> key{treatment, replicate};
    return sim::digest_bytes(key.data(), sizeof key, 0x52554eull);
}

} // namespace experiments
