"""The database's side of the contract: migrations, statements and questions as data; `generate` describes them."""
