-- Two databases, each with an owner who cannot enter the other's. PostgreSQL's image runs this once, on an empty volume.
\set ON_ERROR_STOP on
\getenv airflow_password POSTGRES_AIRFLOW_PASSWORD
\getenv lineage_password POSTGRES_LINEAGE_PASSWORD

CREATE ROLE airflow LOGIN PASSWORD :'airflow_password';
CREATE DATABASE airflow OWNER airflow;
REVOKE CONNECT ON DATABASE airflow FROM PUBLIC;

CREATE ROLE lineage LOGIN PASSWORD :'lineage_password';
CREATE DATABASE lineage OWNER lineage;
REVOKE CONNECT ON DATABASE lineage FROM PUBLIC;
