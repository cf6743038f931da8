#!/bin/sh
# What a fresh or an upgraded installation needs before its parts start. Each step finds out by itself what is done.
set -eu

python deploy/open_stores.py
airflow db migrate
python dags/lineage_tasks/pools.py >/tmp/pools.json
airflow pools import /tmp/pools.json
# Without a terminal both questions for the password are read from standard input, where no list of processes shows it.
printf '%s\n%s\n' "$AIRFLOW_ADMIN_PASSWORD" "$AIRFLOW_ADMIN_PASSWORD" |
  airflow users create --username admin --role Admin --firstname Lineage --lastname Team --email admin@lineage.invalid
