"""The index as open tables: Parquet that DuckDB, Spark and pandas read, and that a new index can be built from."""
