"""A real Neo4j, community edition, with bolt and a password; its jars come from Maven Central, once."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from cluster.install import built, program, run
from cluster.servers.process import HOST, Server, free_port, prepared

VERSION = "5.26.30"
JAVA = Path(__file__).parent / "java"
# What the database reaches for inside the Java runtime, which is closed to it otherwise.
OPEN = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.lang", "sun.nio.ch")]
# Half the work to start, and slower once it is warm: fit for tests, not for measuring or serving.
QUICK = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
SETTINGS = {
    "server.memory.pagecache.size": "512m",
    "db.tx_log.preallocate": "false",  # a quarter of a gigabyte a database, otherwise
    "dbms.usage_report.enabled": "false",
    # Its end would wait twice five seconds for requests; the databases are closed before.
    "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
}


def neo4j(
    folder: Path,
    *,
    port: int | None = None,
    password: str | None = None,
    heap: str = "1g",
    settings: Mapping[str, str] | None = None,
    quick: bool = False,
    outlives: bool = False,
) -> Server:
    """Start Neo4j on the data of a folder. The password counts at the first start; later ones keep what was set."""
    port = port or free_port()
    password = password or secrets.token_urlsafe(16)
    url = f"bolt://{HOST}:{port}"
    jars = built(_name(), _build)
    java = program("java", "default-jdk-headless")
    folder = prepared(folder)
    properties = folder / "neo4j.properties"
    properties.write_text("".join(f"{name}={value}\n" for name, value in {**SETTINGS, **(settings or {})}.items()))
    options = [f"-Xms{heap}", f"-Xmx{heap}", "-XX:+ExitOnOutOfMemoryError", *OPEN, *(QUICK if quick else ())]
    return Server(
        name="neo4j",
        command=[java, *options, "-cp", f"{jars}/*:{jars}", "Neo4jServer", str(folder), str(port), str(properties)],
        folder=folder,
        healthy=lambda server: "ready" in server.said().splitlines(),
        env={"NEO4J_PASSWORD": password},
        urls={"bolt": url},
        client={"NEO4J_URI": url, "NEO4J_USER": "neo4j", "NEO4J_PASSWORD": password},
        patience=300,  # seconds of work for all processors, which may be busy
        outlives=outlives,
    ).start()


def _name() -> str:
    """The folder of the jars: another for another program, so that none is run that was built from an older one."""
    parts = hashlib.sha256((JAVA / "pom.xml").read_bytes() + (JAVA / "Neo4jServer.java").read_bytes())
    return f"neo4j-{VERSION}-{parts.hexdigest()[:8]}"


def _build(folder: Path) -> None:
    """Fill a folder with the jars and with the compiled program that starts them."""
    javac, maven = program("javac", "default-jdk-headless"), program("mvn", "maven")
    # Maven writes beside the pom file; the one in the repository stays alone.
    shutil.copy(JAVA / "pom.xml", folder)
    run([maven, "-B", "-q", "-f", f"{folder}/pom.xml", "dependency:copy-dependencies", f"-DoutputDirectory={folder}"])
    run([javac, "-cp", f"{folder}/*", "-d", str(folder), str(JAVA / "Neo4jServer.java")])
