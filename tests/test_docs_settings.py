"""A setting that is not documented, or documented and gone, fails here."""

import re
from pathlib import Path

from django.conf import settings

SETTINGS = Path(settings.BASE_DIR, "tracker", "settings.py").read_text()
DEPLOYMENT = Path(settings.BASE_DIR, "docs", "deployment.md").read_text()

READ = set(re.findall(r'env\.\w+\(\s*"(\w+)"', SETTINGS))
DOCUMENTED = set(re.findall(r"^\| `(\w+)` \|", DEPLOYMENT, re.MULTILINE))


def test_finds_the_settings() -> None:
    assert {"DATABASE_URL", "TRACKER_DEMO"} <= READ


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    assert DOCUMENTED == READ


def test_settings_read_the_environment_in_no_other_way() -> None:
    assert "os.environ" not in SETTINGS
    assert "os.getenv" not in SETTINGS
