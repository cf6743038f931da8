# syntax=docker/dockerfile:1.7
# Two images: `lineage`, for all of Airflow's services and the command line, and `s3`, versitygw for a user who is not root.

FROM ghcr.io/astral-sh/uv:0.13.9 AS uv

FROM python:3.11.14-slim-bookworm AS build
COPY --from=uv /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /app
# What others wrote comes first: it changes seldom, and is then taken from the cache. Wheels only, nothing is compiled.
COPY pyproject.toml uv.lock ./
RUN --mount=type=cache,target=/root/.cache/uv \
    uv sync --frozen --no-dev --extra airflow --no-install-project --no-build
COPY . .
RUN --mount=type=cache,target=/root/.cache/uv \
    uv sync --frozen --no-dev --extra airflow

FROM python:3.11.14-slim-bookworm AS lineage
# The program belongs to root and cannot be changed by who runs it. What may be written are three folders, on which
# volumes are laid: a fresh volume takes over the owner of the folder it is laid on.
RUN groupadd --gid 10001 lineage \
 && useradd --uid 10001 --gid lineage --no-create-home --home-dir /var/lib/airflow --shell /usr/sbin/nologin lineage \
 && install -d -o lineage -g lineage /var/lib/lineage /var/lib/airflow /var/log/airflow
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    LINEAGE_HOME=/var/lib/lineage \
    AIRFLOW_HOME=/var/lib/airflow \
    AIRFLOW__LOGGING__BASE_LOG_FOLDER=/var/log/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/app/dags
WORKDIR /app
USER 10001:10001
CMD ["lineage", "--help"]

FROM versity/versitygw:v1.8.0 AS s3
RUN mkdir -p /srv/s3/objects /srv/s3/versions && chown -R 10001:10001 /srv/s3
USER 10001:10001
