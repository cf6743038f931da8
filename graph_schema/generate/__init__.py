"""What makes schema.json, SCHEMA.md and schema.svg out of the model, its rows, the migrations and the questions."""
