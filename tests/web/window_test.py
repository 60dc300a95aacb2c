#!/usr/bin/env python3
"""The window in the page, in headless Chromium from disk: opens, computes the program's bits, plays, is moved, saves, keeps, refuses.
Called by scripts/test-web. Waits for what it needs to see; judges no times."""
import json, pathlib, shutil, subprocess, tempfile
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from chromium import PAGE, ROOT, browser, picture, program, until


def state(driver):
    return driver.execute_script("return window.accord && accord.window ? accord.window() : {}")


def act(driver, **deeds):
    """What is wrong with the deeds, or ''."""
    return driver.execute_script("try { accord.window.act(arguments[0]); return ''; } catch (e) { return e.message; }", deeds)


def until_state(driver, is_so):
    def seen():
        now = state(driver)
        assert not now.get("error"), now["error"]
        return now if now.get("is-open") and is_so(now) else None
    return until(driver, seen)


def opened(driver, rest):
    driver.get("about:blank")
    driver.get(PAGE + rest)
    return until_state(driver, lambda now: now["runs"].get("a", {}).get("digest"))


def is_whole(path):
    """Firefox has an empty file beside the part that has come."""
    return path.exists() and path.stat().st_size > 0 and not path.with_name(path.name + ".part").exists()


def canvas(driver):
    return driver.find_element(By.ID, "window-canvas")


def colours(driver):
    """How many colours the canvas shows: a picture of nothing has one."""
    return driver.execute_async_script("""const done = arguments[0], c = document.getElementById('window-canvas');
        accord.window.act({}); requestAnimationFrame(() => { const p = document.createElement('canvas'); p.width = 200; p.height = 120;
        const g = p.getContext('2d'); g.drawImage(c, 0, 0, 200, 120); const d = new Uint32Array(g.getImageData(0, 0, 200, 120).data.buffer);
        done(new Set(d).size); });""")


def the_window_shows_the_programs_bits(driver, folder):
    for region in ("tiny-region", "sonoma"):
        now = opened(driver, f"#view={region}&replicates=2&seed=3&months=36")
        ours = program("run", region, "--replicates", "1", "--seed", "3", "--months", "36", "--format", "json", "--quiet")
        assert now["runs"]["a"]["luck"] == 0 and now["runs"]["a"]["months"] == 36, now
        assert now["runs"]["a"]["digest-as-run"] == ours["digest"], (now["runs"], ours["digest"])
        assert now["trouble"] == "" and now["frames"] > 0, now
    assert colours(driver) > 20


def its_band_is_worked_out_and_said_in_words_beside_the_canvas(driver, folder):
    opened(driver, "#view=sonoma&replicates=20&months=36")
    now = until_state(driver, lambda now: now["is-idle"] and now["headline"])
    assert now["bands"]["a"] == 20 and now["bands"]["alone"] == 20, now["bands"]
    words = until(driver, lambda: driver.find_element(By.ID, "window-words").get_attribute("textContent"))
    until(driver, lambda: now["headline"] in driver.find_element(By.ID, "window-words").get_attribute("textContent"))
    rows = driver.execute_script("return [...document.querySelectorAll('#window-words tr')].map(r => [...r.cells].map(c => c.textContent))")
    assert rows[1:] == [[line["outcome"], line["difference"], line["interval"]] for line in now["table"]] and len(rows) > 1, rows
    assert all(caveat in words for caveat in now["caveats"] if "run" not in caveat), words
    picture(driver, "window-overview")


def it_plays_by_its_key_and_goes_back(driver, folder):
    before = state(driver)["month"]
    canvas(driver).send_keys(Keys.F5)
    until_state(driver, lambda now: now["is-playing"])
    until_state(driver, lambda now: now["month"] > before + 2)
    canvas(driver).send_keys(Keys.F5)
    now = until_state(driver, lambda now: not now["is-playing"])
    assert now["can-undo"]
    canvas(driver).send_keys(Keys.HOME)
    until_state(driver, lambda now: now["month"] == 0)


def a_lever_moves_the_run_and_undo_brings_it_back(driver, folder):
    before = until_state(driver, lambda now: now["is-current"])["runs"]["a"]["digest"]
    assert act(driver, seek=12, lever="coordination.bought", value=8) == ""
    moved = until_state(driver, lambda now: now["is-current"] and now["runs"]["a"]["digest"] not in ("", before))
    assert moved["month"] == 12
    assert act(driver, undo=True) == ""
    until_state(driver, lambda now: now["is-current"] and now["runs"]["a"]["digest"] == before)
    assert act(driver, redo=True) == ""
    until_state(driver, lambda now: now["is-current"] and now["runs"]["a"]["digest"] == moved["runs"]["a"]["digest"])


def what_is_wrong_is_said_and_nothing_is_done(driver, folder):
    before = state(driver)
    said = act(driver, levr="coordination.bought", seek=20)
    assert "levr" in said and "lever" in said, said
    assert "coordination.bougt" in act(driver, lever="coordination.bougt", value=8)
    assert state(driver)["month"] == before["month"]


def a_branch_runs_beside_it_and_why_is_answered(driver, folder):
    assert act(driver, branch=True) == "" and act(driver, strategy="collective-impact") == ""
    now = until_state(driver, lambda now: now["is-current"] and now["runs"].get("b", {}).get("digest"))
    assert now["runs"]["b"]["strategy"] == "collective-impact" and now["runs"]["b"]["digest"] != now["runs"]["a"]["digest"]
    assert act(driver, condition="funding-cut", value=1) == "" and act(driver, ask="ability-mean") == ""
    now = until_state(driver, lambda now: now.get("why") and now["page"] == "why")
    assert now["why"]["causes"] and now["why"]["verdict"], now["why"]
    picture(driver, "window-why")
    assert act(driver, show="network") == ""
    until_state(driver, lambda now: now["page"] == "network" and now["is-current"])
    picture(driver, "window-network")


def it_saves_a_session_that_the_program_replays(driver, folder):
    until_state(driver, lambda now: now["is-idle"])
    wanted = state(driver)["runs"]
    canvas(driver).send_keys(Keys.CONTROL, "s")
    path = folder / "session.json"
    until(driver, lambda: is_whole(path))
    saved = json.loads(path.read_text())
    assert saved["digest-a"] == wanted["a"]["digest"] and saved["digest-b"] == wanted["b"]["digest"], saved
    if shutil.which("xvfb-run"):
        done = subprocess.run(["xvfb-run", "-a", ROOT / "build/release/accord", "view", "--replay", path, "--screenshot", folder / "x.png", "--frames", "3"],
                              capture_output=True, text=True, env={"LIBGL_ALWAYS_SOFTWARE": "1", "PATH": "/usr/bin:/bin", "HOME": str(folder)})
        assert done.returncode == 0, done.stderr
    for purpose, name in (("numbers", "numbers.csv"), ("report", "report.html"), ("picture", "picture.png")):
        assert act(driver, save=purpose) == ""
        until(driver, lambda: is_whole(folder / name))
    assert "digest " + wanted["a"]["digest"] in (folder / "picture.png").read_bytes().decode("latin-1")
    assert wanted["a"]["digest"] in (folder / "numbers.csv").read_text()


def a_reload_loses_nothing(driver, folder):
    before = state(driver)["runs"]["b"]["digest"]
    assert act(driver, seek=24, lever="governance.openness", value=1) == ""
    wanted = until_state(driver, lambda now: now["is-current"] and now["runs"]["b"]["digest"] not in ("", before))["runs"]
    until(driver, lambda: driver.execute_script("return Object.keys(JSON.parse(localStorage.getItem('accord.window.sessions') || '{}')).length"))
    opened(driver, "#view=tiny-region&replicates=2&months=12")
    assert state(driver)["kept"] == 1
    picture(driver, "window-kept")
    assert act(driver, recover=True) == ""
    now = until_state(driver, lambda now: now["is-current"] and now["scenario"] == "sonoma" and now["runs"].get("b", {}).get("digest"))
    assert {lane: now["runs"][lane]["digest"] for lane in "ab"} == {lane: wanted[lane]["digest"] for lane in "ab"}, now["runs"]


def a_session_is_opened_from_a_file(driver, folder):
    opened(driver, "#view=tiny-region&replicates=2&months=12")
    driver.find_element(By.ID, "window-file").send_keys(str(folder / "session.json"))
    now = until_state(driver, lambda now: now["is-current"] and now["scenario"] == "sonoma" and now["runs"].get("b", {}).get("digest"))
    assert now["runs"]["b"]["digest"] == json.loads((folder / "session.json").read_text())["digest-b"]


def the_question_and_the_window_lead_to_each_other(driver, folder):
    driver.find_element(By.ID, "close-window").click()
    until(driver, driver.find_element(By.ID, "main").is_displayed)
    driver.find_element(By.ID, "open-window").click()
    until(driver, canvas(driver).is_displayed)


def a_phone_shows_it_and_a_finger_scrolls(driver, folder):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 360, "height": 640, "deviceScaleFactor": 2, "mobile": True})
    driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    opened(driver, "#view=sonoma&replicates=20&months=36")
    until_state(driver, lambda now: now["is-idle"] and now["headline"])
    assert driver.execute_script("return document.documentElement.scrollWidth") <= 360
    picture(driver, "window-phone")
    touch = lambda kind, *points: driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]})
    touch("touchStart", (180, 500))
    for y in range(490, 290, -10):
        touch("touchMove", (180, y))
    touch("touchEnd")
    now = state(driver)
    assert now["page"] == "overview" and not now["is-playing"], now # what it scrolled from was not pressed
    picture(driver, "window-phone-scrolled")
    tap = lambda x, y: (touch("touchStart", (x, y)), touch("touchEnd"))
    tap(45, 135)
    until_state(driver, lambda now: now["is-playing"])
    tap(45, 135)
    until_state(driver, lambda now: not now["is-playing"])
    before = state(driver)["frames"]
    tap(330, 85)
    until_state(driver, lambda now: now["frames"] > before + 3)
    picture(driver, "window-phone-menu")
    tap(180, 600)
    assert act(driver, show="network") == ""
    until_state(driver, lambda now: now["page"] == "network")
    touch("touchStart", (150, 450), (210, 450))
    for n in range(1, 12):
        touch("touchMove", (150 - 8 * n, 450), (210 + 8 * n, 450))
    touch("touchEnd")
    picture(driver, "window-phone-network")
    driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def without_webgl_it_says_so_and_all_else_works(_, folder):
    with tempfile.TemporaryDirectory() as profile:
        driver = browser(profile, 1280, 800, flags=("--disable-3d-apis",))
        try:
            driver.get(PAGE + "#view=tiny-region")
            until(driver, lambda: "WebGL 2" in driver.find_element(By.ID, "failed").text)
            until(driver, driver.find_element(By.ID, "main").is_displayed)
        finally:
            driver.quit()


ON_A_DESKTOP = (the_window_shows_the_programs_bits, its_band_is_worked_out_and_said_in_words_beside_the_canvas, it_plays_by_its_key_and_goes_back,
                a_lever_moves_the_run_and_undo_brings_it_back, what_is_wrong_is_said_and_nothing_is_done,
                a_branch_runs_beside_it_and_why_is_answered, it_saves_a_session_that_the_program_replays, a_reload_loses_nothing,
                a_session_is_opened_from_a_file, the_question_and_the_window_lead_to_each_other)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as downloads:
        driver = browser(profile, 1280, 800, downloads)
        try:
            for test in (*ON_A_DESKTOP, a_phone_shows_it_and_a_finger_scrolls, without_webgl_it_says_so_and_all_else_works):
                test(driver, pathlib.Path(downloads))
                print("ok     ", test.__name__.replace("_", " "), flush=True)
        finally:
            driver.quit()
