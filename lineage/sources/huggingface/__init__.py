"""The source `huggingface`: its card and its script."""
