"""Each process of a run has a data folder of its own, so that no test meets another's files.

A plugin of pytest (`addopts`), because the settings are read before any conftest.
"""

import os
import tempfile

os.environ["FOOTING_DATA_DIR"] = tempfile.mkdtemp(prefix="footing-test-", dir=os.environ.get("TESTS_SHARED"))
os.environ.setdefault("FOOTING_URL", "http://localhost:8000")
os.environ.setdefault("FOOTING_DEBUG", "on")
