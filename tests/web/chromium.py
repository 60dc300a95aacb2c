"""What tests of the page share: Chromium without a screen, and the program beside it. Waits at most three minutes; judges no times."""
import json, pathlib, subprocess
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / "build/web/accord.html").as_uri()
PICTURES = ROOT / "build/web-pictures"


def browser(profile, width, height, downloads=None, flags=()):
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    # WebGL without a graphics card: SwiftShader draws it.
    for flag in ("--headless=new", "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
                 f"--window-size={width},{height}", f"--user-data-dir={profile}", *flags):
        options.add_argument(flag)
    if downloads:
        options.add_experimental_option("prefs", {"download.default_directory": str(downloads), "download.prompt_for_download": False,
                                                  "profile.default_content_setting_values.automatic_downloads": 1})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_script_timeout(180)
    return driver


def until(driver, what):
    return WebDriverWait(driver, 180, poll_frequency=.2).until(lambda d: what())


def picture(driver, name):
    PICTURES.mkdir(exist_ok=True)
    driver.save_screenshot(str(PICTURES / f"{name}.png"))


def program(*args):
    done = subprocess.run([ROOT / "build/release/accord", *args], capture_output=True, text=True, cwd=ROOT)
    return json.loads(done.stdout)
