"""What Dagster loads. JIAOKAN_INPUT (default seeds) is the folder of documents, JIAOKAN_OUT (default data) that of tables,
JIAOKAN_REVIEWS (default reviews.csv) the file of readers' marks, JIAOKAN_REPORT (default report.html) the page that shows all.
JIAOKAN_SPARK_PYTHON (default: none) is a Python with jiaokan[spark] that runs the engine on the cluster JIAOKAN_SPARK_MASTER."""

import os

import dagster as dg

from pipeline.assets import page, reviews, seeds, tables
from pipeline.automation import nightly, refresh, seeds_changed
from pipeline.checks import audit
from pipeline.storage import Places

places = Places(
    documents=os.environ.get("JIAOKAN_INPUT", "seeds"),
    tables=os.environ.get("JIAOKAN_OUT", "data"),
    reviews=os.environ.get("JIAOKAN_REVIEWS", "reviews.csv"),
    report=os.environ.get("JIAOKAN_REPORT", "report.html"),
    workers=os.cpu_count() or 1,
    spark_python=os.environ.get("JIAOKAN_SPARK_PYTHON", ""),
    spark_master=os.environ.get("JIAOKAN_SPARK_MASTER", "local[2]"),
)

# One process for a whole run: a process a step takes five times as long to start as all the work here takes.
defs = dg.Definitions(
    assets=[seeds, reviews, tables, page],
    asset_checks=[audit],
    jobs=[refresh],
    schedules=[nightly],
    sensors=[seeds_changed],
    resources={"places": places},
    executor=dg.in_process_executor,
)
