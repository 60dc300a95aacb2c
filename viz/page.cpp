// The window in a page: the one place that knows its canvas. The page's script (web/window.js) calls the functions
// below: frame by frame, with what people do, and with what workers answer.
#include "sim/error.h"
#include "sim/rethrow.h"
#include "viz/backend.h"
#include "viz/context/recovery.h"
#include "viz/deeds.h"
#include "viz/pictures.h"
#include "viz/remote/remote.h"
#include "viz/runs/worker.h"
#include "viz/widgets/theme.h"

#include <GLES3/gl3.h>
#include <emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>
#include <implot.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

// What the page gives: Module.window is an object of web/window.js, in workers of web/worker.js.
EM_JS(void, page_ask, (int id, int group, const char* data, int n),
      { Module.window.ask(id, group, HEAPU8.slice(data, data + n)); });
EM_JS(void, page_cancel, (int id), { Module.window.cancel(id); });
EM_JS(void, page_tell, (const char* data, int n), { Module.window.tell(HEAPU8.slice(data, data + n)); });
EM_JS(void, page_save, (const char* path), { Module.window.save(UTF8ToString(path)); });
EM_JS(void, page_save_picture, (const char* path, const char* about, const unsigned char* rgba, int width, int height),
      {
          Module.window.savePicture(UTF8ToString(path), UTF8ToString(about),
                                    HEAPU8.slice(rgba, rgba + 4 * width * height), width, height);
      });

namespace viz {
namespace {

/// All there is while the window is open; a page has one and never closes it.
struct OpenWindow {
    explicit OpenWindow(const std::string& folder) : recovery(folder) {}
    std::unique_ptr<App> app;
    Recovery recovery;
    double seconds = 0;   ///< Since it was opened
    double touched = -10; ///< When something was last done: nothing yet, so that the first run has the machine
    float ratio = 0, own_scale = 0; ///< Device pixels a CSS pixel; text size that was asked for instead
};
OpenWindow* open_window = nullptr;

void make_canvas() {
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.majorVersion = 2, attributes.alpha = false, attributes.antialias = false;
    attributes.depth = false;
    const auto context = emscripten_webgl_create_context("#window-canvas", &attributes);
    if (context <= 0)
        throw sim::MachineError(
            "view: this browser draws without WebGL 2, which the window needs; expected a browser of "
            "2023 or later with its graphics switched on. All else works without.");
    emscripten_webgl_make_context_current(context);
    ImGui::CreateContext();
    ImPlot::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr; // nothing is written that was not asked for
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.BackendPlatformName = "page";
    add_fonts();
    ImGui_ImplOpenGL3_Init("#version 300 es");
}

Picture picture() {
    Picture p;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    p.width = static_cast<int>(size.x), p.height = static_cast<int>(size.y);
    const std::size_t row = 4 * static_cast<std::size_t>(p.width);
    p.rgba.resize(row * static_cast<std::size_t>(p.height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, p.width, p.height, GL_RGBA, GL_UNSIGNED_BYTE, p.rgba.data());
    for (std::size_t low = 0, high = static_cast<std::size_t>(p.height) - 1; low < high; ++low, --high)
        std::swap_ranges(p.rgba.begin() + static_cast<std::ptrdiff_t>(low * row),
                         p.rgba.begin() + static_cast<std::ptrdiff_t>((low + 1) * row),
                         p.rgba.begin() + static_cast<std::ptrdiff_t>(high * row));
    return p;
}

/// The key of KeyboardEvent.code: "KeyA", "Digit1", "ArrowLeft", "ShiftLeft", "Numpad0", "F5" and so on.
ImGuiKey key_of(std::string_view code) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> other_names{
        {{"Quote", "Apostrophe"},
         {"Backquote", "GraveAccent"},
         {"BracketLeft", "LeftBracket"},
         {"BracketRight", "RightBracket"},
         {"NumpadDecimal", "KeypadDecimal"},
         {"MetaLeft", "LeftSuper"},
         {"MetaRight", "RightSuper"},
         {"ContextMenu", "Menu"}}};
    std::string name(code);
    const auto starts = [&](std::string_view with) { return code.starts_with(with) && code.size() > with.size(); };
    for (const auto& [from, to] : other_names)
        if (code == from) name = to;
    if (starts("Key") || starts("Digit")) name = code.substr(code.starts_with("Key") ? 3 : 5);
    if (code == "ShiftLeft" || code == "ShiftRight") name = std::string(code.substr(5)) + "Shift";
    if (code == "AltLeft" || code == "AltRight") name = std::string(code.substr(3)) + "Alt";
    if (code == "ControlLeft" || code == "ControlRight") name = std::string(code.substr(7)) + "Ctrl";
    if (starts("Numpad") && code != "NumpadDecimal") name = "Keypad" + std::string(code.substr(6));
    if (code.starts_with("Arrow")) name = std::string(code.substr(5)) + "Arrow";
    for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_NamedKey_END; ++key)
        if (name == ImGui::GetKeyName(static_cast<ImGuiKey>(key))) return static_cast<ImGuiKey>(key);
    return ImGuiKey_None;
}

/// The innermost window under the finger of which `is_it` holds, if there is one.
template <class Is>
ImGuiWindow* touched_window(const Is& is_it) {
    for (ImGuiWindow* one = ImGui::GetCurrentContext()->HoveredWindow; one; one = one->ParentWindow) {
        if (is_it(*one)) return one;
        if (one->Flags & ImGuiWindowFlags_Popup) break; // what lies below a popup stays
    }
    return nullptr;
}

} // namespace

void write_png(const std::string& path, const Picture& picture, const std::string& text) {
    page_save_picture(path.c_str(), text.c_str(), picture.rgba.data(), picture.width, picture.height);
}

void run_window(const WindowSettings& settings, const std::function<std::unique_ptr<App>()>& make,
                const std::function<void(App&)>&) {
    if (!settings.stays_open())
        throw sim::InputError(
            "accord view: --screenshot and --tour are the installed program's; expected neither in a page");
    if (open_window) throw sim::MachineError("view: a page has one window, and it is open");
    use(asked_work({[](int id, std::uint32_t group, const std::string& request) {
                        page_ask(id, static_cast<int>(group), request.data(), static_cast<int>(request.size()));
                    },
                    page_cancel}));
    make_canvas();
    auto window = std::make_unique<OpenWindow>(recovery_folder());
    window->app = make();
    Files& files = window->app->context.files;
    files.kept = left_behind(recovery_folder());
    files.hand_out = [](const std::string& path) { page_save(path.c_str()); };
    window->own_scale = settings.scale;
    open_window = window.release(); // for as long as the page, which keeps the program alive (web/window.js)
}

} // namespace viz

extern "C" {

/// Draws a frame on a canvas of `width` x `height` device pixels, `ratio` of them a CSS pixel. Returns how long the
/// page may sleep before the next [s].
EMSCRIPTEN_KEEPALIVE double accord_frame(double seconds, int width, int height, double ratio) {
    viz::OpenWindow& w = *viz::open_window;
    viz::Context& context = w.app->context;
    const double began = emscripten_get_now();
    w.seconds += seconds;
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
    io.DeltaTime = static_cast<float>(std::max(seconds, 1e-4));
    if (const auto now = static_cast<float>(ratio); w.ratio != now) {
        context.view.scale = w.own_scale > 0 ? w.own_scale : std::clamp(now, 1.0f, viz::largest_scale);
        context.view.must_restyle = true, w.ratio = now;
    }
    if (ImGui::GetCurrentContext()->InputEventsQueue.Size > 0) w.touched = w.seconds;
    viz::take_turns();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    constexpr double most = 0.25; // what a page slept through in the background is not played
    w.app->frame(static_cast<float>(context.view.is_playing ? std::min(seconds, most) : 1.0 / 60));
    ImGui::Render();
    glViewport(0, 0, width, height);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    viz::take_wanted_picture(context, viz::picture);
    w.recovery.keep(context, w.seconds);
    return viz::pause_after((emscripten_get_now() - began) / 1000, w.seconds - w.touched, context.view.is_playing,
                            !context.engine.is_idle());
}

/// `kind`: 0 the mouse, 1 a finger. At a device pixel; left: nowhere.
EMSCRIPTEN_KEEPALIVE void accord_pointer(int kind, double x, double y) {
    ImGuiIO& io = ImGui::GetIO();
    viz::ViewState& view = viz::open_window->app->context.view;
    if (kind == 1 && !view.is_touched) view.is_touched = view.must_restyle = true;
    io.AddMouseSourceEvent(kind == 1 ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    io.AddMousePosEvent(static_cast<float>(x), static_cast<float>(y));
}
/// Is there anything under the finger that scrolls up and down, or else sideways?
EMSCRIPTEN_KEEPALIVE int accord_scrolls(int is_upright) {
    return viz::touched_window(
               [&](const ImGuiWindow& one) { return (is_upright ? one.ScrollMax.y : one.ScrollMax.x) > 0; }) != nullptr;
}
/// A finger moved by so much [device pixel], and what is under it goes along. False where nothing can.
EMSCRIPTEN_KEEPALIVE int accord_scroll(double dx, double dy) {
    const auto x = static_cast<float>(dx), y = static_cast<float>(dy);
    const auto can = [](float at, float most, float by) { return by > 0 ? at > 0 : by < 0 && at < most; };
    ImGuiWindow* window = viz::touched_window([&](const ImGuiWindow& one) {
        return can(one.Scroll.y, one.ScrollMax.y, y) || can(one.Scroll.x, one.ScrollMax.x, x);
    });
    if (!window) return 0;
    ImGui::SetScrollX(window, std::clamp(window->Scroll.x - x, 0.0f, window->ScrollMax.x));
    ImGui::SetScrollY(window, std::clamp(window->Scroll.y - y, 0.0f, window->ScrollMax.y));
    return 1;
}
/// The page is used by fingers alone, as far as the browser knows.
EMSCRIPTEN_KEEPALIVE void accord_touch() { viz::open_window->app->context.view.is_touched = true; }
EMSCRIPTEN_KEEPALIVE void accord_leave() { ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX); }
EMSCRIPTEN_KEEPALIVE void accord_button(int button, int is_down) {
    ImGui::GetIO().AddMouseButtonEvent(button, is_down != 0);
}
EMSCRIPTEN_KEEPALIVE void accord_wheel(double x, double y) {
    ImGui::GetIO().AddMouseWheelEvent(static_cast<float>(x), static_cast<float>(y));
}
/// `modifiers`: 1 Ctrl (Cmd), 2 Shift, 4 Alt.
EMSCRIPTEN_KEEPALIVE void accord_key(const char* code, int is_down, int modifiers) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Ctrl, (modifiers & 1) != 0);
    io.AddKeyEvent(ImGuiMod_Shift, (modifiers & 2) != 0);
    io.AddKeyEvent(ImGuiMod_Alt, (modifiers & 4) != 0);
    if (const ImGuiKey key = viz::key_of(code); key != ImGuiKey_None) io.AddKeyEvent(key, is_down != 0);
}
EMSCRIPTEN_KEEPALIVE void accord_text(const char* text) { ImGui::GetIO().AddInputCharactersUTF8(text); }
EMSCRIPTEN_KEEPALIVE void accord_focus(int has) { ImGui::GetIO().AddFocusEvent(has != 0); }
/// For the page's soft keyboard: is text being typed?
EMSCRIPTEN_KEEPALIVE int accord_wants_text() { return ImGui::GetIO().WantTextInput; }
/// What the mouse should look like: Dear ImGui's number.
EMSCRIPTEN_KEEPALIVE int accord_cursor() { return ImGui::GetMouseCursor(); }

/// What the window shows, as JSON; valid until the next call.
EMSCRIPTEN_KEEPALIVE const char* accord_state() {
    static std::string text;
    viz::Context& context = viz::open_window->app->context;
    context.now = context.engine.snapshot();
    if (context.workshop) context.now.runs = {}, context.now.bands = {};
    text = viz::state_text(context);
    return text.c_str();
}
/// Does what the JSON says (viz/deeds.h); what is wrong with it, or "".
EMSCRIPTEN_KEEPALIVE const char* accord_do(const char* json) {
    static std::string wrong;
    wrong.clear();
    try {
        viz::open_window->touched = viz::open_window->seconds;
        viz::do_deeds(viz::open_window->app->context, json);
    } catch (...) {
        wrong = sim::text_of_current_error();
    }
    return wrong.c_str();
}
/// The page is being left: keeps the session, where that would lose something.
EMSCRIPTEN_KEEPALIVE void accord_keep() {
    viz::OpenWindow& w = *viz::open_window;
    if (viz::is_unsaved(w.app->context))
        w.recovery.keep(w.app->context, w.seconds, true);
    else
        w.recovery.discard();
}

/// A worker's part of the answer to question `id`; `is_last` with `failure` where there is none.
EMSCRIPTEN_KEEPALIVE void accord_take(int id, const char* data, int n, int is_last, const char* failure) {
    viz::take_answer(id, std::string(data, static_cast<std::size_t>(n)), is_last != 0, failure);
}
/// In a worker: answers a question, a part at a time by page_tell; why it cannot, or "".
EMSCRIPTEN_KEEPALIVE const char* accord_answer(const char* data, int n) {
    static std::string failure;
    failure.clear();
    try {
        viz::answer_request(std::string(data, static_cast<std::size_t>(n)),
                            [](const std::string& part) { page_tell(part.data(), static_cast<int>(part.size())); });
    } catch (...) {
        failure = sim::text_of_current_error();
    }
    return failure.c_str();
}
}
