"""`python -m cluster up|down|env`: the team's servers and Airflow on one machine, without Docker."""

from __future__ import annotations

import shlex
import sys

from cluster.airflow import environment
from cluster.compose import Compose
from cluster.down import down
from cluster.errors import ClusterError
from cluster.home import Home
from cluster.servers.process import HOST
from cluster.up import up


def main(words: list[str]) -> int:
    """Carry out one command; the exit code."""
    home = Home.of_environment()
    command = words[0] if len(words) == 1 else ""
    try:
        if command == "up":
            _up(home)
        elif command == "down":
            _tell(f"{down(home, _tell)} processes ended; data, secrets and logs stay in {home.folder}")
        elif command == "env":
            _env(home)
        else:
            _tell("usage: python -m cluster up | down | env")
            return 2
    except ClusterError as error:
        _tell(f"cluster: {error}")
        return 1
    return 0


def _up(home: Home) -> None:
    try:
        compose = up(home, _tell)
    except BaseException:
        _tell("Not all of it is up; `make cluster` goes on, `make cluster-down` ends what was started.")
        raise
    _tell(f"Airflow    http://{HOST}:{compose.ports['airflow-api-server']}")
    _tell(f"  account  admin, password {compose.values['AIRFLOW_ADMIN_PASSWORD']}")
    _tell(f"Neo4j      bolt://{HOST}:{compose.ports['neo4j']}  (neo4j, NEO4J_PASSWORD)")
    _tell(f"S3         http://{HOST}:{compose.ports['s3']}  (S3_ACCESS_KEY, S3_SECRET_KEY)")
    _tell(f"PostgreSQL {HOST}:{compose.ports['postgres']}, databases lineage and airflow")
    _tell(f"Secrets    {home.folder / 'secrets.env'}")
    _tell('Ask it     eval "$(python -m cluster env)"; lineage holders yfcc100m')
    _tell("Begin      airflow dags unpause crawl (project, deletion); end it all by make cluster-down")


def _env(home: Home) -> None:
    """What a shell needs to ask the running cluster, as `export` lines."""
    wanted = environment(home, Compose.read(home.secrets(), home.kept_ports()))
    for name, value in sorted(wanted.items()):
        _tell(f"export {name}={shlex.quote(value)}")


def _tell(message: str) -> None:
    sys.stdout.write(message + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
