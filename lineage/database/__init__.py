"""The schema of the SQL database: numbered migrations, and what brings a database up to them."""
