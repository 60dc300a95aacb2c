#pragma once
/// \file
/// What the long lists show: worked out when it changes, not every frame. A frame never changes, and wherever it is
/// found the frames and events before it are the same ones; so the last frame looked at stands for all that led to it,
/// through scrubbing, undo, branches and runs that are still growing.

#include "viz/runs/trajectory.h"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace viz {

/// What is chosen in the window: rows of the region, and a partnership's key.
struct Selection {
    sim::Row school = sim::no_row, partner = sim::no_row;
    sim::Key tie = 0;
    bool is_empty() const { return school == sim::no_row && partner == sim::no_row && tie == 0; }

    friend bool operator==(const Selection&, const Selection&) = default;
};

/// Is `part` in `words`, upper and lower case alike? "" is in all.
bool contains(const std::string& words, const std::string& part);

/// Columns of the table of schools.
enum class SchoolColumn : std::uint8_t { name, pupils, low_income, score, change, agreements, received, load, trust };

/// Change of a school's mean ability since the start; NaN where there is none [SD].
float change_of(const Trajectory& run, const Frame& frame, std::size_t school);
/// What it got from partners over the year before a month [USD].
float received_of(const Trajectory& run, std::uint32_t month, std::size_t school);

/// Schools whose names hold some words, sorted by a column as it stands in a month; absent numbers last of all when
/// the largest come first.
class SchoolList {
  public:
    struct Order {
        std::string words;
        SchoolColumn column = SchoolColumn::name;
        bool is_down = false;

        friend bool operator==(const Order&, const Order&) = default;
    };
    const std::vector<std::size_t>& of(const Trajectory& run, std::uint32_t month, const Order& order);
    std::size_t n_made() const { return n_made_; } ///< How often it was worked out

  private:
    std::shared_ptr<const Frame> until_;
    Order order_;
    std::vector<std::size_t> rows_;
    std::size_t n_made_ = 0;
};

/// An event by its place: run.happenings[month][index].
struct EventPlace {
    std::uint32_t month = 0;
    std::uint32_t index = 0;

    friend bool operator==(const EventPlace&, const EventPlace&) = default;
};
inline const Happening& at(const Trajectory& run, EventPlace place) { return run.happenings[place.month][place.index]; }

/// Events before a month that are asked for, the newest first.
class EventList {
  public:
    struct Filter {
        std::string words;
        Selection selection;
        std::array<bool, n_happening_kinds> hidden{};

        friend bool operator==(const Filter&, const Filter&) = default;
    };
    const std::vector<EventPlace>& of(const Trajectory& run, std::uint32_t month, const Filter& filter);
    std::size_t n_made() const { return n_made_; }

  private:
    std::shared_ptr<const Frame> until_;
    Filter filter_;
    std::vector<EventPlace> rows_;
    std::size_t n_made_ = 0;
};

/// A partnership from its first talks to its end, over the whole run: what a month shows of it is for who draws.
struct Life {
    static constexpr std::uint32_t never = 0xffffffff;
    sim::Key key = 0;
    sim::Row school = 0, partner = 0;
    std::uint8_t programme = 0;
    std::uint32_t first = 0, last = 0;  ///< Frames in which it is seen
    std::uint32_t first_active = never; ///< Frame in which it is first in force
    std::vector<EventPlace> marks;      ///< Its events, the oldest first
};

/// Lives of all partnerships seen up to a month, the oldest first.
class LifeList {
  public:
    const std::vector<Life>& of(const Trajectory& run, std::uint32_t last);
    std::size_t n_made() const { return n_made_; }

  private:
    std::shared_ptr<const Frame> until_;
    std::vector<Life> lives_;
    std::size_t n_made_ = 0;
};

} // namespace viz
