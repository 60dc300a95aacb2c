#include "python/bindings/convert.h"

#include <utility>

namespace python {

namespace nb = nanobind;

nb::object object_of(const scenarios::Json& value) {
    if (value.is_null()) return nb::none();
    if (value.is_boolean()) return nb::bool_(value.get<bool>());
    if (value.is_number_unsigned()) return nb::int_(value.get<std::uint64_t>());
    if (value.is_number_integer()) return nb::int_(value.get<std::int64_t>());
    if (value.is_number()) return nb::float_(value.get<double>());
    if (value.is_string()) return nb::str(value.get_ref<const std::string&>().c_str());
    if (value.is_array()) {
        nb::list list;
        for (const auto& item : value)
            list.append(object_of(item));
        return list;
    }
    nb::dict dict;
    for (const auto& [key, item] : value.items())
        dict[key.c_str()] = object_of(item);
    return dict;
}

Dict dict_of(const scenarios::Json& object) { return Dict(nb::borrow<nb::dict>(object_of(object))); }

Array array_of(std::vector<double> numbers, std::initializer_list<std::size_t> shape) {
    auto* const kept = new std::vector<double>(std::move(numbers));
    const nb::capsule owner(kept, [](void* p) noexcept { delete static_cast<std::vector<double>*>(p); });
    return {kept->data(), shape, owner};
}

Array column_of(std::vector<double> numbers) {
    const std::size_t n = numbers.size();
    return array_of(std::move(numbers), {n});
}

} // namespace python
