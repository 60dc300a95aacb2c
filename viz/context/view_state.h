#pragma once
/// \file
/// How people look at things; nothing of it changes a run.

#include "viz/context/folder.h"
#include "viz/runs/lists.h"
#include "viz/session/workshop.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace viz {

/// Where a node of the network lies [0-1 of the canvas].
struct Spot {
    float x = 0, y = 0;
};
struct County {
    std::string name;
    Spot centre;
    float radius = 0;
};
struct NetworkLayout {
    std::vector<Spot> schools, partners;
    std::vector<County> counties; ///< Where there is more than one
    bool is_made = false;
};

struct ViewState {
    double month = 0;          ///< Months done at the cursor
    double seconds_played = 0; ///< Flows move with it, and stand while nothing plays
    bool is_playing = false;
    float months_per_second = 6;
    std::string page = "overview"; ///< Word of a row of panels/pages.cpp
    bool must_focus_page = true;   ///< The page was chosen by other means than a click.
    bool is_at_controls = false;   ///< In a small window, where they are a page
    Lane lane = Lane::a;           ///< Which lane the controls and single-lane views show
    std::size_t outcome = 0;
    bool shows_difference = false;
    bool awaits_typical = true; ///< The luck that is shown waits for the band (Context::show_typical)
    Selection selection;
    bool is_dark = false, is_projector = false, shows_controls = true, shows_help = false;
    bool is_touched = false; ///< By fingers, which need more room than a mouse
    float scale = 1;
    bool must_restyle = true;
    float styled_width = 0;      ///< Of the window when the projector's scale was chosen
    std::string filter;          ///< Of network, schools, events
    int colour_by = 0, grid = 0; ///< Network: trust or alignment; schools: table or small multiples
    std::array<bool, n_happening_kinds> hidden_events{};
    std::string parameter_filter; ///< Of the assumptions
    bool only_assumed = false, only_changed = false;
    NetworkLayout layout;
    float zoom = 1;              ///< Of the network [1-16]
    Spot centre{0.5f, 0.5f};     ///< Of what is seen of it
    WorkshopSettings workshop;   ///< As the facilitator fills them in
    std::array<char, 64> word{}; ///< That a team types to come to the machine
    std::string workshop_note;   ///< What the last move in deciding came to: "Too dear: ..."
    FolderList folder;           ///< Of the file dialog
    std::optional<int> browses;  ///< Purpose whose folder is listed
};

/// What the long lists show, until it changes.
struct Lists {
    SchoolList schools;
    EventList events;
    LifeList lives;
};

} // namespace viz
