"""What the DAGs share; Airflow does not look for DAGs in here (`.airflowignore`)."""
