"""The files of deploy/ say what the Makefile, pyproject and the program say; containers are not run here."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
SERVICES = ("code", "daemon", "webserver")


def instance(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_image_installs_the_locks_by_hash_and_all_that_it_copies_is_here():
    for lock in ("requirements.lock", "deploy/requirements.lock"):
        assert re.search(rf"pip install .*--require-hashes.* -r {lock}", DOCKERFILE)
        assert f"-o {lock}" in MAKEFILE
        assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
    for line in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE):
        assert [name for name in line.split() if not (ROOT / name).exists()] == []


def test_the_image_has_the_python_that_the_locks_were_made_for():
    (version,) = re.findall(r"^FROM python:(\S+)-slim$", DOCKERFILE, re.MULTILINE)
    assert f"--python-version {version} " in MAKEFILE
    assert PYPROJECT["project"]["requires-python"] == f">={version}"


def test_the_lock_for_deploying_adds_to_the_other_without_another_version_of_dagster():
    main, added = ((ROOT / lock).read_text(encoding="utf-8") for lock in ("requirements.lock", "deploy/requirements.lock"))
    assert re.findall(r"^([a-z0-9-]+)==", added, re.MULTILINE) == [
        re.match(r"[a-z0-9-]+", one)[0] for one in PYPROJECT["dependency-groups"]["deploy"]
    ]
    # dagster-postgres 0.29.27 goes with dagster 1.13.27
    assert (
        re.search(r"^dagster-postgres==0\.(\d+)\.(\d+)", added, re.MULTILINE)[2]
        == re.search(r"^dagster==1\.\d+\.(\d+)", main, re.MULTILINE)[1]
    )


def test_the_code_server_serves_what_pyproject_names():
    assert PYPROJECT["tool"]["dagster"]["module_name"] in COMPOSE["code"]["command"]
    (location,) = instance(DEPLOY / "workspace.yaml")["load_from"]
    server = location["grpc_server"]
    assert server["location_name"] == PYPROJECT["tool"]["dagster"]["code_location_name"]
    assert (server["host"] in COMPOSE, str(server["port"]) in COMPOSE["code"]["command"]) == (True, True)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_a_command_that_is_installed_with_options_that_it_has(service):
    program, *words = COMPOSE[service]["command"]
    options = [word for word in words if word.startswith("--")]
    command = [Path(sys.executable).parent / program, *words[: words.index(options[0])], "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert [option for option in options if option not in said] == []


def test_the_image_sets_the_variables_that_the_definitions_read():
    read = re.findall(r'os\.environ\.get\("(\w+)"', (ROOT / "pipeline/definitions.py").read_text(encoding="utf-8"))
    assert read
    assert [name for name in read if f"{name}=" not in DOCKERFILE] == []


def test_only_the_proxy_can_be_reached_and_it_asks_for_a_password():
    assert [name for name, service in COMPOSE.items() if "ports" in service] == ["proxy"]
    assert all(port.startswith("127.0.0.1:") for port in COMPOSE["proxy"]["ports"])
    caddyfile = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert "basic_auth" in caddyfile
    port = COMPOSE["webserver"]["command"][COMPOSE["webserver"]["command"].index("--port") + 1]
    assert f"reverse_proxy webserver:{port}" in caddyfile


def test_documents_are_only_read_and_no_password_stands_in_the_files():
    assert all("../seeds:/jiaokan/seeds:ro" in COMPOSE[service]["volumes"] for service in SERVICES)
    assert "${JIAOKAN_PASSWORD:?" in COMPOSE["code"]["environment"]["DAGSTER_POSTGRES_URL"]


def test_the_instance_of_a_team_is_that_of_one_machine_but_for_where_it_keeps_things():
    one, team = instance(ROOT / "dagster.yaml"), instance(DEPLOY / "dagster.yaml")
    places = {"storage", "compute_logs", "local_artifact_storage"}
    assert {key: value for key, value in one.items() if key not in places} == {
        key: value for key, value in team.items() if key not in places
    }
    assert team["storage"] == {"postgres": {"postgres_url": {"env": "DAGSTER_POSTGRES_URL"}}}
    assert "DAGSTER_POSTGRES_URL" in COMPOSE["code"]["environment"]


def test_make_ui_listens_on_this_machine_only_and_keeps_little_of_what_did_nothing():
    assert "dagster dev --host 127.0.0.1" in MAKEFILE
    one = instance(ROOT / "dagster.yaml")
    assert one["retention"]["sensor"]["purge_after_days"]["skipped"] == 2
    assert one["concurrency"]["pools"]["default_limit"] == 1
    assert one["telemetry"]["enabled"] is False
