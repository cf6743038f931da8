"""What is known before anything is crawled: one small YAML file per dataset, one list of organisations."""
